using System.Diagnostics;
using System.Globalization;
using System.Text;
using Market.Testing;
using MiniExcelLibs;
using Xunit.Abstractions;

namespace Market.Catalog.Tests.Imports;

/// <summary>Price lists of the Xinfadi market as others scraped them, with their real defects.</summary>
public sealed class RealFilesTests(ITestOutputHelper output)
{
    [RealDataFact]
    public Task Fruit_of_19_months_counts_every_row() => CheckAsync("fruit-2013-06_2014-12.csv", rows: 42_363, created: 41_578, unchanged: 385, products: 338, new()
    {
        ["price.average_outside"] = 371,
        ["price.low_above_high"] = 3,
        ["row.conflicts_with"] = 26,
    });

    [RealDataFact]
    public Task Vegetables_of_19_months_count_every_row() => CheckAsync("vegetable-2013-06_2014-12.csv", rows: 59_651, created: 56_475, unchanged: 561, products: 393, new()
    {
        ["price.average_outside"] = 116,
        ["price.invalid"] = 1,
        ["price.low_above_high"] = 15,
        ["price.precision"] = 8,
        ["price.zero"] = 282,
        ["row.conflicts_with"] = 2192,
        ["row.empty"] = 1,
    });

    [RealDataFact]
    public Task All_kinds_of_one_week_count_every_row() => CheckAsync("all-2021-03-16_23.csv", rows: 2064, created: 2063, unchanged: 0, products: 436, new() { ["price.low_above_high"] = 1 });

    [RealDataFact]
    public Task A_catalogue_without_prices_becomes_drafts() => CheckAsync("catalogue-2020_2022.csv", rows: 2217, created: 1685, unchanged: 338, products: 1685, new() { ["row.conflicts_with"] = 194 });

    [RealDataFact]
    public Task A_chinese_file_without_headers_is_understood() => CheckAsync("caijia-2021-03-22.gbk.csv", rows: 13, created: 13, unchanged: 0, products: 13, []);

    [RealDataFact]
    public async Task The_same_table_as_a_workbook_or_in_other_encodings_gives_the_same_result()
    {
        var text = Encoding.UTF8.GetString(RealDataFactAttribute.Read("xinfadi/all-2021-03-16_23.csv"));
        var lines = text.TrimEnd().Split('\n').Select(x => x.Split(',')).ToList();
        var workbook = new MemoryStream();
        workbook.SaveAs(lines.Skip(1).Select(line => line.Zip(lines[0]).ToDictionary(x => x.Second, object (x) => x.Second switch
        {
            "最低价" or "平均价" or "最高价" => double.Parse(x.First, CultureInfo.InvariantCulture),
            "发布日期" => DateTime.Parse(x.First, CultureInfo.InvariantCulture),
            _ => x.First,
        })));
        byte[][] files = [workbook.ToArray(), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text), Encoding.UTF8.GetBytes(text.Replace(',', ';'))];
        await using var shop = await ImportShop.OpenAsync();

        for (var i = 0; i < files.Length; i++)
            Assert.Equal(i == 0 ? (2063, 0, 0, 1) : (0, 0, 2063, 1), ImportShop.Counts(await shop.ImportAsync(files[i])));
    }

    private async Task CheckAsync(string file, int rows, int created, int unchanged, int products, Dictionary<string, int> rejected)
    {
        await using var shop = await ImportShop.OpenAsync();
        var content = RealDataFactAttribute.Read("xinfadi/" + file);
        var watch = Stopwatch.StartNew();
        var first = await shop.ImportAsync(content);
        var firstTime = watch.Elapsed;
        watch.Restart();
        var second = await shop.ImportAsync(content);
        output.WriteLine($"{file} on {(TestDatabase.OnMySql ? "MariaDB" : "SQLite")}: {firstTime.TotalSeconds:0.0} s, again {watch.Elapsed.TotalSeconds:0.0} s, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB peak of the test process");

        Assert.Null(first.Failure);
        Assert.Equal((created, 0, unchanged, rejected.Values.Sum()), ImportShop.Counts(first));
        Assert.Equal(rows, first.Rows);
        Assert.Equal(rejected, await CodesAsync(shop, first.Id));
        Assert.Equal(products, (await shop.ProductsAsync()).Count);
        // Again: every good row is unchanged, every bad one is refused for the same reason.
        Assert.Equal((0, 0, created + unchanged, rejected.Values.Sum()), ImportShop.Counts(second));
        Assert.Equal(rejected, await CodesAsync(shop, second.Id));
        Assert.Equal(products, (await shop.ProductsAsync()).Count);
    }

    private static async Task<Dictionary<string, int>> CodesAsync(ImportShop shop, Guid id)
    {
        var codes = new Dictionary<string, int>();
        for (var page = 1; ; page++)
        {
            var errors = await shop.ErrorsAsync(id, page);
            if (errors.Count == 0) return codes;
            foreach (var error in errors)
            {
                Assert.True(error.Row > 0 && error.Column.Length > 0, $"row {error.Row} says no column");
                codes[error.Code] = codes.GetValueOrDefault(error.Code) + 1;
            }
        }
    }
}
