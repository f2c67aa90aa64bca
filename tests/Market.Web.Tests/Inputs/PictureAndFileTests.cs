using System.Text;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>Pictures that are none and files nobody can import.</summary>
[Collection(InputTests.Name)]
public sealed class PictureAndFileTests(AttackedSite site)
{
    public static TheoryData<string> Pictures() => [.. Broken().Keys];

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_picture_that_cannot_be_shown_is_refused_with_its_own_sentence(string name)
    {
        var rows = await site.Counts.QuietAsync();
        foreach (var language in new[] { "zh", "en" })
        {
            var reply = await site.As("consumer", language).UploadAsync("/api/v1/pictures", "picture", Broken()[name], name);

            Assert.True(reply.Status is 400 or 409 or 413, $"{name}: {reply.Status} {reply.Text}\n{(reply.Status >= 500 ? site.Output : "")}");
            Assert.Null(Problem.Complaint(reply, language));
            Assert.True(reply.Code!.StartsWith("picture.", StringComparison.Ordinal), $"{name}: {reply.Code}");
        }
        Assert.Equal("", Counts.Changes(rows, await site.Counts.TakeAsync()));
    }

    [Fact]
    public async Task A_picture_cut_at_any_byte_or_with_any_byte_changed_never_fails_the_server()
    {
        var (picture, luck) = (Photos.Jpeg(64, 48), new Random(InputTests.Seed));
        for (var i = 0; i < (InputTests.Storm ? 400 : 25); i++)
        {
            var copy = luck.Next(2) == 0 ? picture[..luck.Next(picture.Length)] : [.. picture];
            if (copy.Length == picture.Length) copy[luck.Next(copy.Length)] ^= (byte)(1 << luck.Next(8));
            var reply = await site.As("consumer").UploadAsync("/api/v1/pictures", "picture", copy, "a.jpg");
            Assert.True(reply.Status < 500, $"seed {InputTests.Seed}, round {i}: {reply.Status}\n{site.Output}");
            Assert.Null(Problem.Complaint(reply, "en"));
        }
    }

    public static TheoryData<string, byte[]> Files() => new()
    {
        { "empty.csv", [] }, { "zeros.csv", new byte[2000] }, { "picture.csv", Photos.Jpeg(64, 48) }, { "header.csv", "品名,价格\n"u8.ToArray() }, { "truncated.xlsx", [0x50, 0x4b, 3, 4, 20, 0] },
        { "text.xlsx", "品名,价格\n豆角,1\n"u8.ToArray() }, { "quote.csv", "品名,价格\n\"豆角,1.00\n"u8.ToArray() }, { "odd.csv", [0xff, 0xfe, 0x41] }, { "surrogate.csv", [0xef, 0xbb, 0xbf, 0xed, 0xa0, 0x80, 0x0a] },
        { "wide.csv", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("品名", 20_000)) + "\n1\n") }, { "longcell.csv", Encoding.UTF8.GetBytes("品名,价格\n" + new string('豆', 200_000) + ",1\n") },
        { "../../evil.csv", "品名,价格\n"u8.ToArray() }, { "old.xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, .. new byte[600]] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_nobody_can_import_ends_with_a_code_and_creates_nothing(string name, byte[] file)
    {
        var before = await site.Counts.QuietAsync();
        var started = await site.As("manager.shangwan").UploadAsync("/api/v1/imports", "file", file, name);
        Assert.Null(Problem.Complaint(started, "en"));
        if (started.Status == 202)
        {
            Reply state = started;
            await Wait.ForAsync(async () => (state = await site.As("manager.shangwan").GetAsync($"/api/v1/imports/{started["id"]}")).Of<string>("state") is "done" or "failed" or "needs_mapping", $"{name}: {state.Text}");
            Assert.Equal(0, state.Of<int>("created"));
            Assert.True(state.Json!["failure"] is not null || state.Of<int>("rejected") > 0 || state.Of<int>("rows") == 0, $"{name}: {state.Text}");
        }
        Assert.Equal(before["catalog_products"], (await site.Counts.TakeAsync())["catalog_products"]);
    }

    [Fact]
    public async Task A_mapping_that_is_no_mapping_and_a_file_beyond_the_limit_are_refused()
    {
        foreach (var mapping in new[] { "x", "[]", "{\"品名\":5}", "{\"nowhere\":\"name\"}", new string('[', 3000), "null", "{\"品名\":null}" })
        {
            var reply = await site.As("manager.shangwan").UploadAsync("/api/v1/imports", "file", "品名,价格\n"u8.ToArray(), "a.csv", ("mapping", mapping), ("dryRun", "true"));
            Assert.True(reply.Status < 500, $"{mapping}: {reply.Status}\n{site.Output}");
            Assert.Null(Problem.Complaint(reply, "en"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_beyond_the_limit_is_refused_whether_or_not_its_sender_asks_first(bool asks)
    {
        var big = new HttpRequestMessage(HttpMethod.Post, "/api/v1/imports") { Content = new MultipartFormDataContent { { new ByteArrayContent(new byte[30 * 1024 * 1024]), "file", "a.csv" } } };
        big.Headers.ExpectContinue = asks;

        var refusal = await site.As("manager.shangwan").SendAsync(big);

        Assert.Equal((413, "request.too_large"), (refusal.Status, refusal.Code));
        Assert.Null(Problem.Complaint(refusal, "en"));
    }

    [Fact]
    public async Task A_photo_beyond_the_limit_is_refused_on_a_page_that_says_so()
    {
        var product = (await site.As("manager.shangwan").PostAsync("/api/v1/products", new { cooperativeId = (await Places.FindAsync(site)).Members["cooperativeId"], words = new { name = "大图豆角" }, category = "fruit" })).Of<Guid>("id");
        using var manager = await Browser.AsAsync(site.Address, "manager.shangwan");
        var token = (await manager.GetAsync($"/office/products/{product}")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await manager.PostAsync($"/office/products/{product}/picture", new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(new byte[30 * 1024 * 1024]), "picture", "a.jpg" } });

        Assert.Equal(413, answer.Status);
        Assert.Contains("太大", answer.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static Dictionary<string, byte[]> Broken()
    {
        var jpeg = Photos.Jpeg(320, 240);
        return new(StringComparer.Ordinal)
        {
            ["empty"] = [],
            ["zero bytes"] = new byte[5000],
            ["text"] = "not a picture"u8.ToArray(),
            ["html"] = "<html><script>alert(1)</script>"u8.ToArray(),
            ["svg"] = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(),
            ["header only"] = jpeg[..20],
            ["wrong header"] = [0x89, 0x50, 0x4e, 0x47, .. jpeg[4..]],
            ["bmp"] = [0x42, 0x4d, .. new byte[60]],
            ["gif"] = "GIF89a"u8.ToArray().Concat(new byte[40]).ToArray(),
            ["30000 wide"] = Png(30_000, 30_000),
            ["huge claims"] = Png(int.MaxValue, int.MaxValue),
            ["no size"] = Png(0, 0),
            ["pdf"] = "%PDF-1.7"u8.ToArray(),
            ["zip"] = [0x50, 0x4b, 3, 4, .. new byte[60]],
            ["webp header"] = "RIFF\0\0\0\0WEBPVP8 "u8.ToArray(),
            ["php behind a jpeg header"] = [0xff, 0xd8, 0xff, 0xe0, .. "<?php system($_GET['c']); ?>"u8],
        };
    }

    /// <summary>A PNG that claims this size and has nothing in it.</summary>
    private static byte[] Png(int width, int height)
    {
        byte[] body = [.. "IHDR"u8, .. Big(width), .. Big(height), 8, 2, 0, 0, 0];
        return [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, .. body, .. Big((int)Crc(body)), 0, 0, 0, 0, .. "IEND"u8, 0xae, 0x42, 0x60, 0x82];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var x in bytes)
        {
            crc ^= x;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) == 1 ? 0xEDB88320u : 0);
        }
        return ~crc;
    }

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
