namespace Market.Traceability.DigitalLink;

/// <summary>One application identifier with its value: what a mark on a package says.</summary>
/// <param name="Ai">2 to 4 digits.</param>
/// <param name="Value">Without separators, brackets or escapes.</param>
public readonly record struct AiElement(string Ai, string Value);

/// <summary>Why a text was refused: for programs a code that stays, for people a sentence.</summary>
/// <param name="Code">uri.*, path.*, query.*, ai.*, value.*, element.*, urn.*, or stem.*; small letters, digits, one dot and underscores.</param>
/// <param name="Message">English; names the place.</param>
public sealed record DigitalLinkError(string Code, string Message);

/// <summary>How far the reading of Digital Links is widened; without any, it is as strict as the standard.</summary>
public sealed record DigitalLinkOptions
{
    /// <summary>Nothing is widened; links are written under https://id.gs1.org.</summary>
    public static DigitalLinkOptions Strict { get; } = new();

    /// <summary>A GTIN may have 8, 12 or 13 digits; zeros in front are filled up to 14.</summary>
    public bool ZeroSuppressedGtin { get; init; }

    /// <summary>Names such as gtin, lot and ser stand for their numbers (syntax 1.1 and before); the writer then uses them.</summary>
    public bool ConvenienceAlphas { get; init; }

    /// <summary>Numbers GS1 has not given out are taken, with 1 to 90 characters; in a link only together with <see cref="UnknownAiAsAttribute"/>.</summary>
    public bool PermitUnknownAis { get; init; }

    /// <summary>A number GS1 has not given out may stand in a link's query.</summary>
    public bool UnknownAiAsAttribute { get; init; }

    /// <summary>What stands in front of a link that is written: scheme, host and, if wanted, a path. Without a query.</summary>
    public string Stem { get; init; } = "https://id.gs1.org";
}
