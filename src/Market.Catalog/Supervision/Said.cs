using Market.Catalog.Data;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>What people write into reports, checks and cases, and the photos with it.</summary>
internal static class Said
{
    /// <summary>Most photos with one text.</summary>
    public const int MostPictures = 5;

    /// <exception cref="RuleException"><c>licence.field_missing</c>, <c>licence.text_long</c></exception>
    public static string Text(string text, int longest, string field) => Optional(text, longest, field) is { Length: > 0 } said ? said : throw new RuleException("licence.field_missing", "Fill this in.", field);

    /// <exception cref="RuleException"><c>licence.text_long</c></exception>
    public static string Optional(string text, int longest, string field)
    {
        var said = text.Trim();
        return said.Length <= longest ? said : throw new RuleException("licence.text_long", "This text is too long.", field, longest);
    }

    /// <summary>Hashes in one column, apart by blanks.</summary>
    /// <exception cref="RuleException"><c>case.pictures_many</c></exception>
    public static string Joined(IReadOnlyCollection<string> pictures) => pictures.Count <= MostPictures
        ? string.Join(' ', pictures.Distinct())
        : throw new RuleException("case.pictures_many", "There are too many pictures.", "pictures", MostPictures);

    public static IReadOnlyList<string> Apart(string pictures) => pictures.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <exception cref="RuleException"><c>case.picture_unknown</c></exception>
    public static async Task RequireStoredAsync(CatalogDb db, IReadOnlyCollection<string> pictures, CancellationToken ct)
    {
        var distinct = pictures.Distinct().ToList();
        if (distinct.Count > 0 && await db.Pictures.CountAsync(x => distinct.Contains(x.Hash), ct) != distinct.Count)
            throw new RuleException("case.picture_unknown", "Upload the pictures first.", "pictures");
    }

    /// <summary>Nobody decides where their own cooperative is concerned.</summary>
    /// <exception cref="RuleException"><c>case.own</c></exception>
    public static async Task RequireStrangerAsync(CatalogDb db, Guid? cooperative, Guid person, CancellationToken ct)
    {
        if (cooperative is { } id && await db.Memberships.AnyAsync(x => x.PersonId == person && x.OrganisationId == id, ct))
            throw new RuleException("case.own", "Nobody decides about their own cooperative.");
    }
}
