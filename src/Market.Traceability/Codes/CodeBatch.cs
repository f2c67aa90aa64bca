using Market.Kernel;

namespace Market.Traceability.Codes;

/// <summary>Codes for the packs of one lot: a range of running numbers under a key of its own, and no row for any of them.</summary>
internal sealed class CodeBatch
{
    /// <summary>Most codes of one batch.</summary>
    public const long Most = 100_000_000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Running number of the batch's first code, from 0.</summary>
    public long First { get; private init; }
    public long Count { get; private init; }
    public Guid LotId { get; private init; }
    public Guid CooperativeId { get; private init; }

    /// <summary>GTIN of the lot, 14 digits, or empty.</summary>
    public string Gtin { get; private init; } = "";

    /// <summary>Random hexadecimal digits that with the master key make the batch's key.</summary>
    public string KeyId { get; private init; } = "";
    public Guid PersonId { get; private init; }
    public DateTime CreatedAt { get; private init; }

    /// <summary>Who prints them, for the record.</summary>
    public string Printer { get; private init; } = "";

    /// <summary>When all its codes were voided; null while they hold.</summary>
    public DateTime? VoidedAt { get; private set; }
    private CodeBatch() { }

    /// <exception cref="RuleException"><c>codes.count</c></exception>
    public static void CheckCount(long count)
    {
        if (count is < 1 or > Most) throw new RuleException("codes.count", "A batch has 1 to 100,000,000 codes.", "count");
    }

    public static CodeBatch Of(Lots.Lot lot, long first, long count, Order order) => new()
    {
        First = first,
        Count = count,
        LotId = lot.Id,
        CooperativeId = lot.CooperativeId,
        Gtin = lot.Gtin,
        KeyId = order.KeyId,
        PersonId = order.PersonId,
        CreatedAt = order.Now,
        Printer = order.Printer,
    };

    internal sealed record Order(string KeyId, Guid PersonId, DateTime Now, string Printer);
}

/// <summary>A code that was voided or whose covered code was used. Others have no row: how often they were scanned is told by their scans.</summary>
internal sealed class CodeRow
{
    public long Number { get; init; }
    public DateTime? VoidedAt { get; set; }

    /// <summary>When the covered code was used up.</summary>
    public DateTime? CoveredAt { get; set; }
}
