using Market.Traceability.Log;

namespace Market.Traceability;

/// <summary>Settings of traceability.</summary>
/// <param name="BaseUrl">Address that keys and codes begin with, without a trailing slash.</param>
public sealed record TraceSettings(string BaseUrl, LogSettings Log)
{
    /// <summary>Which mass balances raise no question.</summary>
    public Tracing.BalanceBand Band { get; init; } = new();

    /// <summary>Reminders and exercises of recalls.</summary>
    public Recall.RecallSettings Recalls { get; init; } = new();

    /// <summary>Whether subscriptions may call the own machine: demonstrations and tests.</summary>
    public bool LoopbackHooks { get; init; }

    /// <summary>Slugs of the categories whose lots need a commitment certificate (承诺达标合格证) before they are given codes, picked or shipped.</summary>
    /// <remarks>Vegetables, fruit, fresh tea leaf, livestock and poultry, eggs, farmed fish: 农产品质量安全承诺达标合格证管理办法, order 4 of 2025. Which categories of the shop these are is the operator's to say.</remarks>
    public IReadOnlyList<string> CommitmentCategories { get; init; } = [];

    /// <summary>Key of a plot: an own URI, never an invented GLN.</summary>
    internal string Plot(string code) => $"{BaseUrl}/id/plot/{code}";

    /// <summary>Key of a lot: GTIN and lot of GS1 with a licensed prefix, otherwise an own URI.</summary>
    /// <param name="gtin">14 digits or empty.</param>
    internal string Lot(string gtin, string code) => gtin.Length > 0 ? $"https://id.gs1.org/01/{gtin}/10/{code}" : $"{BaseUrl}/id/lot/{code}";

    /// <summary>Key of a single pack: GTIN and serial of GS1 with a licensed prefix, otherwise an own URI.</summary>
    /// <param name="gtin">14 digits or empty.</param>
    internal string Pack(string gtin, string serial) => gtin.Length > 0 ? $"https://id.gs1.org/01/{gtin}/21/{serial}" : $"{BaseUrl}/id/pack/{serial}";

    /// <summary>Key of a party or place of the marketplace that has no GLN.</summary>
    /// <param name="kind">cooperative, station, store or order.</param>
    internal string Place(string kind, string name) => $"{BaseUrl}/id/{kind}/{name}";

    /// <summary>What the address of a code begins with, in capital letters: QR codes of capitals and digits are smaller.</summary>
    /// <param name="gtin">14 digits or empty.</param>
    internal string CodeAddress(string gtin) => $"{BaseUrl.ToUpperInvariant()}/{(gtin.Length > 0 ? $"01/{gtin}/21" : "T")}/";
}
