using System.Text;
using Market.Catalog.Imports;
using Market.Kernel.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Catalog.Tests.Imports;

public sealed class ImportReportTests : IAsyncLifetime
{
    private const string File = "品名,单位,单价\n梨,斤,2\n\n=HYPERLINK(1),=cmd|x,2\n梨,斤,2\n";
    private ImportShop _shop = null!;

    public async Task InitializeAsync() => _shop = await ImportShop.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    private async Task<(bool Found, string Text)> ReadAsync(Func<ImportReport, Stream, Task<bool>> write)
    {
        await using var scope = _shop.Services.CreateAsyncScope();
        var stream = new MemoryStream();
        var found = await write(scope.ServiceProvider.GetRequiredService<ImportReport>(), stream);
        return (found, Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task Errors_are_downloaded_in_the_readers_language_and_never_as_formulas()
    {
        var import = await _shop.ImportAsync(File);

        Assert.Equal((true, "\uFEFFrow,column,code,message\r\n4,单位,unit.unknown,\"\"\"=cmd|x\"\" is not a unit; use 斤, 公斤, 克, 吨, 个, 只, 箱 or 捆.\"\r\n"),
            await ReadAsync((report, stream) => report.ErrorsCsvAsync(import.Id, [_shop.Cooperative], stream, null, default)));
        Assert.Equal((true, "\uFEFFrow,column,code,message\r\n4,单位,unit.unknown,\"'=cmd|x 不是单位\"\r\n"),
            await ReadAsync((report, stream) => report.ErrorsCsvAsync(import.Id, [_shop.Cooperative], stream, x => $"{x.Args[0]} 不是单位", default)));
    }

    [Fact]
    public async Task Every_row_has_its_result()
    {
        var import = await _shop.ImportAsync(File);

        Assert.Equal((true, "\uFEFFrow,result,column,code\r\n2,created,,\r\n4,rejected,单位,unit.unknown\r\n5,unchanged,,\r\n"),
            await ReadAsync((report, stream) => report.RowsCsvAsync(import.Id, [_shop.Cooperative], stream, default)));
    }

    [Fact]
    public async Task Foreign_reports_do_not_exist()
    {
        var import = await _shop.ImportAsync(File);

        Assert.Equal((false, ""), await ReadAsync((report, stream) => report.ErrorsCsvAsync(import.Id, [Guid.CreateVersion7()], stream, null, default)));
        Assert.Equal((false, ""), await ReadAsync((report, stream) => report.RowsCsvAsync(import.Id, [Guid.CreateVersion7()], stream, default)));
    }

    [Fact]
    public async Task A_preview_shows_what_was_understood_and_the_first_faults()
    {
        var preview = await _shop.DeskAsync(desk => Task.FromResult(desk.Preview(Encoding.Unicode.GetBytes("品名;单价（元/公斤）\n梨;2\n桃;2.345\n"), null)));

        Assert.Equal(("csv", "utf-16le", ';', true, Unit.Kg), (preview.Kind, preview.Encoding, preview.Delimiter, preview.HasHeader, preview.DefaultUnit));
        Assert.Equal(["品名", "单价（元/公斤）"], preview.Header);
        Assert.Equal((0, 1), (preview.Mapping[ImportField.Name], preview.Mapping[ImportField.Price]));
        Assert.Equal([(2, null), (3, "price.precision")], preview.Rows.Select(x => (x.Number, x.Error?.Code)));
        Assert.Null(preview.Problem);
    }

    [Fact]
    public async Task A_preview_without_a_name_says_what_is_missing()
    {
        var id = await _shop.StartAsync(Encoding.UTF8.GetBytes("a,b\n1,2\n"));

        var preview = await _shop.DeskAsync(desk => desk.PreviewAsync(id, [_shop.Cooperative], null, default));
        var mapped = await _shop.DeskAsync(desk => desk.PreviewAsync(id, [_shop.Cooperative], """{"name":"a"}""", default));

        Assert.Equal("mapping.name_missing", preview!.Problem!.Code);
        Assert.Null(mapped!.Problem);
        Assert.Equal("file.not_a_table", Assert.Throws<Kernel.RuleException>(() => new ImportDesk(null!, _shop.Clock).Preview("%PDF-1.7"u8.ToArray(), null)).Code);
    }

    [Fact]
    public async Task File_names_lose_their_folders_and_control_characters()
    {
        var id = await _shop.StartAsync("品名\n"u8.ToArray(), name: "C:\\price\0s\\..\\a\u0007b.csv");

        Assert.Equal("ab.csv", (await _shop.FindAsync(id)).FileName);
    }
}
