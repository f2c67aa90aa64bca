using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Agreements;

/// <summary>What a contract's parties add to its file: photos, scans, PDFs.</summary>
public sealed class PaperDesk(OrdersDb db, TimeProvider clock)
{
    /// <summary>Most papers of one version.</summary>
    public const int MostPapers = 50;

    /// <summary>Largest PDF, bytes.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>So near its end a PDF says that it ends, by ISO 32000-1, annex H (implementation note 18).</summary>
    private const int Tail = 1024;

    private static readonly ContractState[] Over = [ContractState.Cancelled, ContractState.Superseded, ContractState.Archived];

    /// <summary>Whether a file begins as a PDF does.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> head) => head.StartsWith("%PDF-"u8);

    /// <summary>Adds a picture that is stored already.</summary>
    /// <returns>false when the caller's organisations have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.over</c>, <c>contract.paper_title</c>, <c>contract.papers_many</c></exception>
    public Task<bool> AttachAsync(OrganisationAct act, ContractSide side, Guid contractId, string title, string pictureHash, CancellationToken ct) => AttachAsync(act, side, contractId, (title, pictureHash, null), ct);

    /// <summary>Adds a PDF, kept as it came.</summary>
    /// <param name="pdf">At most 10 MiB.</param>
    /// <returns>false when the caller's organisations have no such contract.</returns>
    /// <exception cref="RuleException"><c>contract.pdf_large</c>, <c>contract.pdf</c>, and as with pictures</exception>
    public Task<bool> AttachAsync(OrganisationAct act, ContractSide side, Guid contractId, string title, byte[] pdf, CancellationToken ct)
    {
        if (pdf.Length > MostBytes) throw new RuleException("contract.pdf_large", "A PDF has at most 10 MiB.", "photo");
        if (!IsPdf(pdf) || pdf.AsSpan(Math.Max(0, pdf.Length - Tail)).IndexOf("%%EOF"u8) < 0) throw new RuleException("contract.pdf", "This is no whole PDF file.", "photo");
        return AttachAsync(act, side, contractId, (title, "", pdf), ct);
    }

    private Task<bool> AttachAsync(OrganisationAct act, ContractSide side, Guid contractId, (string Title, string PictureHash, byte[]? Pdf) file, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.OwnAsync(act, side, contractId, ct) is not { } contract) return false;
        if (Over.Contains(contract.State)) throw new RuleException("contract.over", "Nothing is added to this version any more.");
        if (file.Title.Trim().Length is < 1 or > 80) throw new RuleException("contract.paper_title", "Say in at most 80 characters what it is.", "title");
        if (await db.ContractPapers.CountAsync(x => x.ContractId == contractId, ct) >= MostPapers) throw new RuleException("contract.papers_many", "There are too many papers.", "photo", MostPapers);
        var (now, paper) = (clock.GetUtcNow().UtcDateTime, new ContractPaper { ContractId = contractId, Title = file.Title.Trim(), PictureHash = file.PictureHash, ActorId = act.Actor.Id, At = clock.GetUtcNow().UtcDateTime });
        db.ContractPapers.Add(paper);
        if (file.Pdf is { } pdf) db.ContractFiles.Add(new() { PaperId = paper.Id, Content = pdf });
        db.Deeds.Add(act.Actor.Does("contract.attach", contractId, now, contract.SupplierId));
        return true;
    }, ct);
}
