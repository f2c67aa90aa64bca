using Market.Kernel;

namespace Market.Catalog.Marks;

/// <summary>How far the registration of a cooperative's own mark has come.</summary>
public enum TrademarkStatus { Unregistered, Pending, Registered, Lapsed }

/// <summary>What a cooperative records of its own mark.</summary>
/// <param name="Name">1 to 60 characters: what stands beside the shared logo.</param>
/// <param name="Number">Registration or application number, at most 40 characters; needed unless unregistered.</param>
/// <param name="Classes">Classes of the Nice classification, 1 to 45; needed with a number.</param>
/// <param name="Owner">Who the trademark belongs to, at most 120 characters; needed with a number.</param>
/// <param name="ValidUntil">Last day of the registration; needed when registered.</param>
public sealed record SubBrandForm(string Name, TrademarkStatus Status, string Number = "", string Classes = "", string Owner = "", DateOnly? ValidUntil = null);

/// <summary>A cooperative's own mark (子品牌), which always stands beside the shared logo.</summary>
internal sealed class SubBrand
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; private init; }
    public string Name { get; private init; } = "";
    public TrademarkStatus Status { get; private set; }

    /// <summary>null while unregistered, so that a number is recorded once.</summary>
    public string? Number { get; private set; }
    public string Classes { get; private set; } = "";
    public string Owner { get; private set; } = "";
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The logo as an outline: shapes only, rewritten by us from what was uploaded; empty when there is none.</summary>
    public string LogoSvg { get; private set; } = "";

    /// <summary>Hash of the logo as a picture; empty when there is none.</summary>
    public string LogoPicture { get; private set; } = "";
    public Guid ChangedBy { get; private set; }
    public DateTime ChangedAt { get; private set; }

    public static SubBrand Of(Guid cooperativeId, string name, Guid person, DateTime now)
    {
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > 60) throw new RuleException("sub_brand.name", "A mark's name has 1 to 60 characters.", "name");
        return new() { CooperativeId = cooperativeId, Name = trimmed, ChangedBy = person, ChangedAt = now };
    }

    /// <exception cref="RuleException"><c>sub_brand.number</c>, <c>sub_brand.classes</c>, <c>sub_brand.owner</c>, <c>sub_brand.end</c></exception>
    public void Record(SubBrandForm form, Guid person, DateTime now)
    {
        var (number, owner) = (form.Number.Trim(), form.Owner.Trim());
        var known = form.Status != TrademarkStatus.Unregistered;
        if (known ? number.Length is 0 or > 40 : number.Length > 0) throw new RuleException("sub_brand.number", "A trademark has a number of at most 40 characters, an unregistered mark none.", "number");
        var classes = known ? LogoTrademark.Parse(form.Classes) ?? throw new RuleException("sub_brand.classes", "Classes are numbers from 1 to 45.", "classes") : "";
        if (known && owner.Length is 0 or > 120) throw new RuleException("sub_brand.owner", "Name the owner, at most 120 characters.", "owner");
        if (form.Status == TrademarkStatus.Registered && !(form.ValidUntil >= DistrictClock.Date(now))) throw new RuleException("sub_brand.end", "A registered trademark has a last day that is not over.", "validUntil");
        (Status, Number, Classes, Owner, ValidUntil) = (form.Status, known ? number : null, classes, known ? owner : "", known ? form.ValidUntil : null);
        (ChangedBy, ChangedAt) = (person, now);
    }

    /// <param name="svg">Cleaned outline, or empty.</param>
    /// <param name="picture">Hash of an uploaded picture, or empty.</param>
    public void Show(string svg, string picture, Guid person, DateTime now) => (LogoSvg, LogoPicture, ChangedBy, ChangedAt) = (svg, picture, person, now);
}

/// <summary>One artwork file given out under a licence.</summary>
internal sealed class ArtworkFile
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid LicenceId { get; init; }

    /// <summary>From 1 within the licence; the file carries it as e.g. TY-2026-0001-A3.</summary>
    public int Serial { get; init; }

    /// <summary>svg, png or pdf.</summary>
    public string Format { get; init; } = "";

    /// <summary>landscape or portrait.</summary>
    public string Layout { get; init; } = "";

    /// <summary>colour, green, black or white.</summary>
    public string Colours { get; init; } = "";

    /// <summary>SHA-256 of the file as given out, 64 hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";
    public Guid IssuedBy { get; init; }
    public DateTime IssuedAt { get; init; }
}

/// <summary>Labels given out under a licence.</summary>
internal sealed class LabelIssue
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid LicenceId { get; init; }
    public Guid ProductId { get; init; }
    public int Labels { get; init; }

    /// <summary>What all of them stand for.</summary>
    public long Grams { get; init; }
    public string Note { get; init; } = "";
    public Guid IssuedBy { get; init; }
    public DateTime IssuedAt { get; init; }
}
