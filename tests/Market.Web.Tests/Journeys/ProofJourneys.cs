using System.Text;
using System.Text.Json;
using Market.Traceability.Log;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>The page that checks proof files, in a browser: from the shop and from the disk, and never of another mind than the program.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class ProofJourneys(Site site, Chrome chrome)
{
    private static readonly string Key = ProofFiles.Key.ToString(), Witness = ProofFiles.Witness.ToString();
    private static readonly string[] Files = ["index.html", "verify.js", "verify.css"];

    [Fact]
    public async Task A_pasted_proof_is_checked_on_a_phone()
    {
        await using var visitor = await chrome.VisitAsync(site);
        await visitor.GoAsync("/verify/index.html");
        var page = visitor.Page;
        await page.FillAsync("#proof", "  " + ProofFiles.Good.ToString().TrimEnd());
        await page.FillAsync("#key", Key + " ");
        await page.ClickAsync("button");

        var result = page.Locator("#result");
        await Assertions.Expect(result.Locator("[data-verdict=valid]")).ToBeVisibleAsync();
        await Assertions.Expect(result).ToContainTextAsync("有效");
        Assert.Equal([ProofFiles.Key.Name, "1000", "617", ProofFiles.LeafHash, ProofFiles.Leaf], await result.Locator("dd").AllTextContentsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Server.Repository, "tests/Market.Web.Tests/Look/axe.min.js")));
        Assert.Empty(await page.EvaluateAsync<string[]>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(x => `${x.id}: ${x.nodes[0].html}`)"));
        Assert.Empty(visitor.Foreign);
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Saved_to_the_disk_the_page_still_checks_a_picked_file()
    {
        var folder = Directory.CreateTempSubdirectory("verify").FullName;
        foreach (var file in Files) File.Copy(Path.Combine(Server.Source, "wwwroot/verify", file), Path.Combine(folder, file));
        try
        {
            await using var visitor = await chrome.VisitAsync(site);
            var page = visitor.Page;
            await page.GotoAsync(new Uri(Path.Combine(folder, Files[0])).AbsoluteUri);
            await page.FillAsync("#key", Key);

            Assert.Equal("valid", await PickAsync(page, ProofFiles.Good.ToBytes()));
            Assert.Equal("wrong_path", await PickAsync(page, (ProofFiles.Good with { Index = 616 }).ToBytes()));
            Assert.Equal("malformed", await PickAsync(page, [0xff, 0xfe]));
            await page.ClickAsync("summary");
            await page.FillAsync("#witnesses", $"{Witness}\n{ProofFiles.Witness.ToString().Replace("w1", "w2", StringComparison.Ordinal)}\n");
            Assert.Equal("bad_witness_key", await PickAsync(page, ProofFiles.Good.ToBytes()));
            await page.FillAsync("#witnesses", Witness);
            Assert.Equal("valid", await PickAsync(page, ProofFiles.Good.ToBytes()));
            await page.FillAsync("#key", "");
            Assert.Equal("bad_key", await PickAsync(page, ProofFiles.Good.ToBytes()));
            Assert.Empty(visitor.Errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_page_and_the_program_agree_on_every_changed_byte_and_every_cut()
    {
        var good = ProofFiles.Good.ToBytes();
        List<byte[]> files = [good, (ProofFiles.Good with { Extra = null }).ToBytes(), (ProofFiles.Good with { Index = 1000 }).ToBytes(), .. Enumerable.Range(0, good.Length).Select(x => good[..x])];
        foreach (var mask in new byte[] { 1, 4, 0x20, 0x80 })
            for (var at = 0; at < good.Length; at++) files.Add([.. good[..at], (byte)(good[at] ^ mask), .. good[(at + 1)..]]);
        await using var visitor = await chrome.VisitAsync(site);
        await visitor.GoAsync("/verify/index.html");

        var verdicts = await visitor.Page.EvaluateAsync<string[]>("""
            async ([files, key, witness]) => {
              const verdicts = [];
              for (const file of files) verdicts.push((await verifyProof(Uint8Array.from(atob(file), x => x.charCodeAt(0)), key, [witness])).verdict);
              return verdicts;
            }
            """, new object[] { files.Select(Convert.ToBase64String).ToArray(), Key, Witness });

        var policy = new LogPolicy(ProofFiles.Key, ProofFiles.Witness);
        for (var i = 0; i < files.Count; i++)
            Assert.True(JsonNamingPolicy.SnakeCaseLower.ConvertName(TlogProof.Check(files[i], policy).Verdict.ToString()) == verdicts[i], $"{verdicts[i]} in the browser:\n{Encoding.UTF8.GetString(files[i])}");
        Assert.True(verdicts.Distinct().Count() >= 7, string.Join(' ', verdicts.Distinct()));
    }

    [Theory]
    [InlineData("crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))", "no_ed25519", "换用新版浏览器")]
    [InlineData("Object.defineProperty(crypto, 'subtle', { value: undefined })", "no_crypto", "https")]
    public async Task A_browser_that_cannot_check_says_so_in_plain_words(string missing, string verdict, string words)
    {
        await using var visitor = await chrome.VisitAsync(site);
        await visitor.Page.AddInitScriptAsync(missing);
        await visitor.GoAsync("/verify/index.html");
        await visitor.Page.FillAsync("#key", Key);

        Assert.Equal(verdict, await PickAsync(visitor.Page, ProofFiles.Good.ToBytes()));
        await Assertions.Expect(visitor.Page.Locator("#result")).ToContainTextAsync(words);
        await Assertions.Expect(visitor.Page.Locator("#result")).ToContainTextAsync("未能核验");
    }

    private static async Task<string?> PickAsync(IPage page, byte[] proof)
    {
        await page.EvaluateAsync("document.getElementById('result').replaceChildren()");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "trace.tlog-proof", MimeType = "text/plain", Buffer = proof });
        await page.ClickAsync("button");
        return await page.Locator("#result [data-verdict]").GetAttributeAsync("data-verdict");
    }
}
