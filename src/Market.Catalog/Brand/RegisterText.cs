using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>What somebody typed to find a licence or certificate: part of a name, or the beginning of a number.</summary>
internal sealed class RegisterText
{
    /// <summary>So many names are looked up holder by holder; of more the register is read in its order, for every page is soon full.</summary>
    public const int Few = 200;

    /// <summary>Comes after every text with the same beginning.</summary>
    private const string Last = "\U0010FFFF";

    private RegisterText(string typed) => (Typed, From, To) = (typed, HolderWord.Plain(typed), HolderWord.Plain(typed) + Last);

    public string Typed { get; }

    /// <summary>Names that have the text in them end with a word from here, included, to <see cref="To"/>.</summary>
    public string From { get; }
    public string To { get; }

    /// <returns>null when nothing was typed.</returns>
    public static RegisterText? Of(string typed) => typed.Trim() is { Length: > 0 } text ? new(text) : null;

    /// <summary>What begins with a text lies between it and this.</summary>
    public static string EndOf(string beginning) => beginning + Last;

    /// <summary>Names with the text in them: of cooperatives, and on request of their own marks; one more than a few are many.</summary>
    public Task<List<HolderWord>> NamesAsync(CatalogDb db, bool brands, CancellationToken ct)
    {
        var (from, to) = (From, To);
        return db.HolderWords.AsNoTracking().Where(x => string.Compare(x.Word, from) >= 0 && string.Compare(x.Word, to) < 0 && (brands || x.Brand == ""))
            .Select(x => new HolderWord { Holder = x.Holder, Brand = x.Brand }).Distinct().Take(Few + 1).ToListAsync(ct);
    }
}
