using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Market.Catalog.Artwork;
using Market.Catalog.Brand;
using Market.Catalog.Marks;
using Market.Catalog.Products;
using Market.Catalog.Tests.Brand;
using Market.Kernel;
using SkiaSharp;

namespace Market.Catalog.Tests.Artwork;

/// <summary>Artwork files: both marks, number and a code that can be scanned; given out only while the licence is in force.</summary>
public sealed class ArtworkTests(District district) : IClassFixture<District>
{
    private const string Address = "https://shop.example";
    private const string Logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M0 0H10V10H0Z\" fill=\"#ff00ff\"/></svg>";
    private Lister Manager => new(district.Manager, [district.Cooperative]);

    [Fact]
    public async Task Every_layout_and_colour_is_scanned_at_its_smallest_size_as_picture_and_in_print()
    {
        var number = await district.LicensedAsync(await district.ProductAsync());
        foreach (var layout in Enum.GetValues<ArtworkLayout>())
        {
            foreach (var colours in Enum.GetValues<ArtworkColours>())
            {
                var png = await IssueAsync(number, new(ArtworkFormat.Png, layout, colours, 60));
                Assert.Equal($"{Address}/licences/{number}", await ScannedAsync(png.Bytes, ".png"));
                var pdf = await IssueAsync(number, new(ArtworkFormat.Pdf, layout, colours, 60));
                Assert.Equal($"{Address}/licences/{number}", await ScannedAsync(pdf.Bytes, ".pdf"));
            }
        }
    }

    [Fact]
    public async Task Files_are_numbered_in_order_and_found_again_by_their_bytes_alone()
    {
        var number = await district.LicensedAsync(await district.ProductAsync());
        var (first, second) = (await IssueAsync(number, Drawn), await IssueAsync(number, Drawn));
        Assert.Equal(($"{number}-A1.svg", $"{number}-A2.svg"), (first.Name, second.Name));
        Assert.NotEqual(first.Bytes, second.Bytes);

        var found = await FindAsync(second.Bytes);
        Assert.Equal(($"{number}-A2", number, true), (found!.Number, found.Licence, found.InForce));
        second.Bytes[^3] ^= 1;
        Assert.Null(await FindAsync(second.Bytes));

        await district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(number, [], "抽检", district.Office, default));
        Assert.False((await FindAsync(first.Bytes))!.InForce);
    }

    [Fact]
    public async Task A_suspended_an_expired_and_a_strangers_licence_give_no_file()
    {
        var number = await district.LicensedAsync(await district.ProductAsync());
        Assert.Null(await district.InAsync<ArtworkDesk, ArtworkIssued?>(x => x.IssueAsync(number, Drawn, Address, new(district.Insider, []), default)));
        await district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(number, [], "抽检", district.Office, default));
        await RefusedAsync("artwork.not_licensed", () => IssueAsync(number, Drawn));
        Assert.Empty(await district.InAsync<ArtworkDesk, IReadOnlyList<ArtworkView>>(x => x.FilesAsync(number, default)));
    }

    [Fact]
    public async Task Smaller_than_the_rules_say_is_refused()
    {
        var number = await district.LicensedAsync(await district.ProductAsync());
        await RefusedAsync("artwork.size", () => IssueAsync(number, new(ArtworkFormat.Png, ArtworkLayout.Landscape, ArtworkColours.Colour, 59)));
    }

    [Fact]
    public async Task A_poster_is_drawn_with_fewer_dots_instead_of_gigabytes()
    {
        var number = await district.LicensedAsync(await district.ProductAsync());
        using var poster = SKBitmap.Decode((await IssueAsync(number, new(ArtworkFormat.Png, ArtworkLayout.Portrait, ArtworkColours.Colour, 1000))).Bytes);
        Assert.InRange(poster.Width * poster.Height, 11_900_000, 12_100_000);
    }

    [Fact]
    public async Task The_uploaded_logo_stands_beside_the_shared_one_and_takes_the_one_ink()
    {
        var number = await district.LicensedAsync(await district.ProductAsync());
        await UploadAsync(Encoding.UTF8.GetBytes(Logo));
        Assert.Contains("#ff00ff", Encoding.UTF8.GetString((await IssueAsync(number, Drawn)).Bytes), StringComparison.Ordinal);
        var black = Encoding.UTF8.GetString((await IssueAsync(number, Drawn with { Colours = ArtworkColours.Black })).Bytes);
        Assert.Equal(["#000000", "#ffffff"], System.Text.RegularExpressions.Regex.Matches(black, "fill=\"(#[0-9a-f]{6})\"").Select(x => x.Groups[1].Value).Distinct().Order());

        await UploadAsync(SKImage.FromBitmap(Filled(300, 200, SKColors.OrangeRed)).Encode(SKEncodedImageFormat.Png, 100).ToArray());
        var png = (await IssueAsync(number, new(ArtworkFormat.Png, ArtworkLayout.Landscape, ArtworkColours.Colour, 60))).Bytes;
        using var drawn = SKBitmap.Decode(png);
        var middle = drawn.GetPixel(drawn.Width * 197 / 400, drawn.Height * 60 / 140);
        Assert.True(middle.Red > 220 && middle.Green < 110 && middle.Blue < 60, middle.ToString());
    }

    [Fact]
    public async Task A_logo_that_is_refused_leaves_the_one_before()
    {
        await district.LicensedAsync(await district.ProductAsync());
        var id = await UploadAsync(Encoding.UTF8.GetBytes(Logo));
        await RefusedAsync("sub_brand.svg_active", () => UploadAsync(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Logo.Replace("<path", "<script/><path", StringComparison.Ordinal))).ToArray()));
        await RefusedAsync("picture.not_an_image", () => UploadAsync("just words"u8.ToArray()));
        Assert.Contains("#ff00ff", (await district.InAsync<SubBrandDesk, string?>(x => x.SvgAsync(id, default)))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trademark_is_recorded_once_and_with_all_it_needs()
    {
        var number = "ZC" + Guid.CreateVersion7().ToString("N")[20..];
        SubBrandForm form = new("南坡", TrademarkStatus.Registered, number, "31,29", "南坡合作社", district.Today.AddYears(5));
        await RecordAsync(form);
        var found = await district.InAsync<SubBrandDesk, SubBrandView?>(x => x.FindAsync(district.Cooperative, "南坡", default));
        Assert.Equal(("29,31", TrademarkStatus.Registered), (found!.Classes, found.Status));
        await RefusedAsync("sub_brand.number_taken", () => RecordAsync(form with { Name = "北坡" }));
        await RefusedAsync("sub_brand.classes", () => RecordAsync(form with { Classes = "46" }));
        await RefusedAsync("sub_brand.owner", () => RecordAsync(form with { Owner = " " }));
        await RefusedAsync("sub_brand.end", () => RecordAsync(form with { ValidUntil = district.Today.AddDays(-1) }));
        await RefusedAsync("sub_brand.number", () => RecordAsync(form with { Status = TrademarkStatus.Unregistered }));
        Assert.Null(await district.InAsync<SubBrandDesk, Guid?>(x => x.RecordAsync(district.Cooperative, form, new(district.Manager, []), default)));
    }

    private static ArtworkOrder Drawn => new(ArtworkFormat.Svg, ArtworkLayout.Landscape, ArtworkColours.Colour, 80);

    private async Task<ArtworkIssued> IssueAsync(string number, ArtworkOrder order) => (await district.InAsync<ArtworkDesk, ArtworkIssued?>(x => x.IssueAsync(number, order, Address, Manager, default)))!;

    private Task<ArtworkView?> FindAsync(byte[] file) => district.InAsync<ArtworkDesk, ArtworkView?>(x => x.FindAsync(Convert.ToHexString(SHA256.HashData(file)), default));

    private Task<Guid?> RecordAsync(SubBrandForm form) => district.InAsync<SubBrandDesk, Guid?>(x => x.RecordAsync(district.Cooperative, form, Manager, default));

    private async Task<Guid> UploadAsync(byte[] file)
    {
        var id = (await district.InAsync<SubBrandDesk, SubBrandView?>(x => x.FindAsync(district.Cooperative, "上湾", default)))!.Id;
        Assert.True(await district.InAsync<SubBrandDesk, bool>(x => x.UploadAsync(id, new MemoryStream(file), Manager, default)));
        return id;
    }

    private static SKBitmap Filled(int width, int height, SKColor colour)
    {
        var bitmap = new SKBitmap(width, height);
        bitmap.Erase(colour);
        return bitmap;
    }

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleException>(act)).Code);

    /// <summary>What zbar reads in a file; a PDF is drawn by poppler first, at 300 dots per inch.</summary>
    private static async Task<string> ScannedAsync(byte[] file, string kind)
    {
        var name = Path.Combine(Path.GetTempPath(), Guid.CreateVersion7().ToString("N"));
        try
        {
            await File.WriteAllBytesAsync(name + kind, file);
            if (kind == ".pdf") await RunAsync("pdftoppm", "-r", "300", "-png", "-singlefile", name + kind, name);
            return (await RunAsync("zbarimg", "--quiet", "--raw", name + ".png")).Trim();
        }
        finally
        {
            File.Delete(name + ".png");
            File.Delete(name + ".pdf");
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }
}
