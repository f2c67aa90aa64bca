using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Market.Traceability.Serials;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>Whatever is typed or scanned as a code gets its own answer, and only genuine codes are counted.</summary>
[Collection(SiteTests.Name)]
public sealed partial class TraceCodeTests(Site site)
{
    /// <summary>Looks in vain from one address before it is asked to wait.</summary>
    private const int PerAddress = 50;

    [Fact]
    public async Task Every_address_of_the_corpus_is_answered_as_expected()
    {
        var (lot, serial) = await Packs.NewAsync(site);
        var lines = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Inputs", "trace-codes.txt"))).Where(x => x.Length > 0 && x[0] != '#').ToList();
        var wrong = new List<string>();
        foreach (var (some, place) in lines.Chunk(PerAddress).Select((x, i) => (x, i)))
        {
            using var http = From(place + 2);
            foreach (var line in some)
            {
                var (expected, path) = (int.Parse(line[..3], CultureInfo.InvariantCulture), Place().Replace(line[4..], x => Filled(x.Groups[1].Value, serial, lot)));
                using var answer = await http.GetAsync(new Uri("http://" + new Uri(site.Address).Authority + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
                if ((int)answer.StatusCode != expected) wrong.Add($"{(int)answer.StatusCode} for {line} ({path})");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(lines.Count >= 200, lines.Count.ToString(CultureInfo.InvariantCulture));
        var genuine = lines.Count(x => x.StartsWith("200", StringComparison.Ordinal) && (x.Contains("{S}", StringComparison.Ordinal) || x.Contains("{s}", StringComparison.Ordinal) || x.Contains("{D}", StringComparison.Ordinal) || x.Contains("{d}", StringComparison.Ordinal) || x.Contains("{P}", StringComparison.Ordinal)));
        using var last = From(1);
        Assert.Contains($"这个码第 {genuine + 1} 次被查", WebUtility.HtmlDecode(await last.GetStringAsync(new Uri($"{site.Address}/t/{serial}"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_for_the_head_of_a_packs_page_is_no_look()
    {
        var (_, serial) = await Packs.NewAsync(site);
        using var http = From(90);
        for (var i = 0; i < 3; i++)
        {
            using var head = await http.SendAsync(new(HttpMethod.Head, $"{site.Address}/t/{serial}"));
            Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
        }
        using var unknown = await http.SendAsync(new(HttpMethod.Head, $"{site.Address}/t/{new string('A', 13)}"));

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        await http.GetStringAsync(new Uri($"{site.Address}/t/{serial}"));
        Assert.Contains("这个码第 2 次被查", WebUtility.HtmlDecode(await http.GetStringAsync(new Uri($"{site.Address}/t/{serial}"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serials_made_up_at_random_are_unknown_and_who_tries_many_has_to_wait()
    {
        var (_, serial) = await Packs.NewAsync(site);
        var chance = new Random(7);
        for (var place = 20; place < 24; place++)
        {
            using var http = From(place);
            var answers = new List<int>();
            for (var i = 0; i < 100; i++)
            {
                // Half of them have a right check character.
                var body = new string([.. Enumerable.Range(0, 12).Select(_ => SerialAlphabet.Characters[chance.Next(32)])]);
                using var answer = await http.GetAsync(new Uri($"{site.Address}/t/{body}{(i % 2 == 0 ? SerialAlphabet.Check(body) : 'A')}"));
                answers.Add((int)answer.StatusCode);
            }
            Assert.All(answers, x => Assert.True(x is 404 or 429));
            Assert.InRange(answers.Count(x => x == 404), 1, 61);
            // From elsewhere the genuine one is shown all the while.
            using var elsewhere = From(place + 50);
            Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync(new Uri($"{site.Address}/t/{serial}"))).StatusCode);
        }
    }

    private static string Filled(string name, string serial, string lot)
    {
        static char Other(char x) => SerialAlphabet.Characters[(SerialAlphabet.Value(x) + 1) % 32];
        var dashed = string.Join('-', serial[..4], serial[4..8], serial[8..12], serial[12..]);
        switch (name)
        {
            case "S": return serial;
            case "s": return serial.ToLowerInvariant();
            case "D": return dashed;
            case "d": return dashed.ToLowerInvariant();
            case "P": return dashed.Replace("-", "%20", StringComparison.Ordinal);
            case "G": return Packs.Gtin;
            case "G13": return Packs.Gtin[1..];
            case "G~": return Packs.Gtin[..^1] + "8";
            case "L": return lot;
            case "l": return lot.ToLowerInvariant();
            case "L~": return lot[..^1] + Other(lot[^1]);
        }
        var at = int.Parse(name.AsSpan(2), CultureInfo.InvariantCulture);
        return name[1] switch
        {
            '~' => serial[..at] + Other(serial[at]) + serial[(at + 1)..],
            // Two that are the same change nothing when swapped: then the second is another.
            '^' => serial[..at] + serial[at + 1] + (serial[at] == serial[at + 1] ? Other(serial[at]) : serial[at]) + serial[(at + 2)..],
            '-' => serial.Remove(at, 1),
            _ => serial.Insert(at, "7"),
        };
    }

    [GeneratedRegex(@"\{([A-Za-z][^}]*)\}")]
    private static partial Regex Place();

    /// <summary>As if from another machine: every address of the loopback network is this one.</summary>
    private static HttpClient From(int place) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse($"127.0.7.{place}"), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
