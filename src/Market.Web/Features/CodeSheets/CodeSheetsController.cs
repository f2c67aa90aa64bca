using System.Buffers;
using System.Text;
using Market.Catalog.Artwork;
using Market.Traceability.Codes;
using Market.Traceability.Serials;
using Market.Traceability.Lots;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.CodeSheets;

/// <param name="From">Place of the first label in the batch, from 0.</param>
public sealed record CodeSheetPage(BatchView Batch, IReadOnlyList<PrintedCode> Codes, long From);

/// <summary>The codes of a batch: as labels to print, for label printers, and as a table for converters.</summary>
[Authorize(Policies.Grower)]
public sealed class CodeSheetsController(CodeDesk codes, Wording wording, TimeProvider clock) : Controller
{
    private const int Pages = 10;

    [HttpGet("/office/codes/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, long from = 0, CancellationToken ct = default)
    {
        if (await codes.FindAsync(Party, id, ct) is not { } batch) return NotFound();
        from = Math.Clamp(from, 0, batch.Count - 1);
        return View(new CodeSheetPage(batch, await codes.PageAsync(Party, id, from, LabelSheets.PerPage, ct), from));
    }

    /// <summary>Ten pages of labels.</summary>
    [HttpGet("/office/codes/{id:guid}/labels.pdf")]
    public async Task<IActionResult> Pdf(Guid id, long from = 0, CancellationToken ct = default) => await LabelsAsync(id, from, ct) is { } labels
        ? File(LabelSheets.Pdf(labels, clock.GetUtcNow().UtcDateTime), "application/pdf", "labels.pdf") : NotFound();

    [HttpGet("/office/codes/{id:guid}/labels.zpl")]
    public async Task<IActionResult> Zpl(Guid id, long from = 0, CancellationToken ct = default) => await LabelsAsync(id, from, ct) is { } labels
        ? File(Encoding.UTF8.GetBytes(string.Concat(labels.Select(LabelSheets.Zpl))), "text/plain; charset=utf-8", "labels.zpl") : NotFound();

    [HttpGet("/office/codes/{id:guid}/codes.csv")]
    public async Task<IActionResult> Table(Guid id, CancellationToken ct)
    {
        if (await codes.FindAsync(Party, id, ct) is null) return NotFound();
        await Response.WriteCodesAsync(codes, Party, id, ct);
        return new EmptyResult();
    }

    private TraceParty Party => User.Caller().Grower();

    private async Task<List<Label>?> LabelsAsync(Guid id, long from, CancellationToken ct)
    {
        if (await codes.FindAsync(Party, id, ct) is not { } batch) return null;
        return (await codes.PageAsync(Party, id, Math.Clamp(from, 0, batch.Count - 1), LabelSheets.PerPage * Pages, ct)).ConvertAll(x => new Label(x.Url, wording.Pick(batch.ProductName, batch.ProductNameEn), Grouped(x.Serial)));
    }

    /// <summary>A serial in groups of four, to be read aloud.</summary>
    internal static string Grouped(string serial) => string.Join('-', serial.Chunk(4).Select(x => new string(x)));
}

/// <summary>Writes the codes of a batch as CSV.</summary>
internal static class CodeTable
{
    /// <summary>serial,url; bytes are made as fast as the network takes them and never kept.</summary>
    public static async Task WriteCodesAsync(this HttpResponse response, CodeDesk codes, TraceParty party, Guid batch, CancellationToken ct)
    {
        response.ContentType = Csv.ContentType;
        response.Headers.ContentDisposition = "attachment; filename=\"codes.csv\"";
        var (address, writer) = (Encoding.ASCII.GetBytes(await codes.AddressAsync(party, batch, ct)), response.BodyWriter);
        writer.Write("serial,url\r\n"u8);
        await foreach (var text in codes.SerialsAsync(party, batch, 0, ct))
        {
            Fill(writer, text.Span, address);
            await writer.FlushAsync(ct);
        }
    }

    private static void Fill(IBufferWriter<byte> writer, ReadOnlySpan<char> serials, ReadOnlySpan<byte> address)
    {
        var line = (2 * SerialNumbers.Length) + address.Length + 3;
        var count = serials.Length / SerialNumbers.Length;
        var room = writer.GetSpan(count * line);
        for (var i = 0; i < count; i++)
        {
            var serial = serials.Slice(i * SerialNumbers.Length, SerialNumbers.Length);
            var at = room.Slice(i * line, line);
            Encoding.ASCII.GetBytes(serial, at);
            at[SerialNumbers.Length] = (byte)',';
            address.CopyTo(at[(SerialNumbers.Length + 1)..]);
            Encoding.ASCII.GetBytes(serial, at[(SerialNumbers.Length + 1 + address.Length)..]);
            (at[^2], at[^1]) = ((byte)'\r', (byte)'\n');
        }
        writer.Advance(count * line);
    }
}
