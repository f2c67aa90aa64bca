using System.Text.RegularExpressions;
using Market.Kernel;

namespace Market.Catalog.Products;

/// <summary>The words of a listing, as a form or a file gives them.</summary>
/// <param name="Storage">ambient, chilled or frozen.</param>
/// <param name="Season">Months of harvest, e.g. 6-10 or 5; empty when all year.</param>
public sealed partial record ProductWords(string Name, string NameEn = "", string Description = "", string DescriptionEn = "", string Variety = "",
    string Specification = "", string Origin = "", string Grade = "", string Storage = "ambient", string Season = "", string FoodLicence = "")
{
    /// <exception cref="RuleException"><c>listing.name_missing</c>, <c>listing.storage_unknown</c>, <c>listing.season_invalid</c>, <c>listing.text_long</c></exception>
    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Name)) throw new RuleException("listing.name_missing", "Enter the product's name.", "name");
        Fits(120, (Name, "name"), (NameEn, "nameEn"), (Variety, "variety"), (Specification, "specification"), (Origin, "origin"));
        Fits(40, (Grade, "grade"), (FoodLicence, "foodLicence"));
        Fits(2000, (Description, "description"), (DescriptionEn, "descriptionEn"));
        if (Storage is not ("ambient" or "chilled" or "frozen")) throw new RuleException("listing.storage_unknown", "Choose ambient, chilled or frozen.", "storage");
        if (Season.Trim() is not "" && !Months().IsMatch(Season.Trim())) throw new RuleException("listing.season_invalid", "Enter months such as 6-10.", "season");
    }

    private static void Fits(int length, params (string Value, string Field)[] texts)
    {
        foreach (var (value, field) in texts)
            if (value.Length > length) throw new RuleException("listing.text_long", "This text is too long.", field, length);
    }

    [GeneratedRegex("^(1[0-2]|[1-9])(-(1[0-2]|[1-9]))?$")]
    private static partial Regex Months();
}
