namespace Market.Traceability.Epcis;

/// <summary>How keys of GS1 are written in answers; the header GS1-EPC-Format of EPCIS 2.0, section 12.5.</summary>
public enum EpcFormat
{
    /// <summary>As they came: No_Preference, and no header.</summary>
    AsStored,

    /// <summary>As Digital Links under https://id.gs1.org; Digital Links of other hosts stay.</summary>
    AlwaysGs1DigitalLink,

    /// <summary>As EPC URNs where the length of the company prefix is known.</summary>
    AlwaysEpcUrn,

    /// <summary>As they came, and the caller insists on it.</summary>
    NeverTranslates,
}

/// <summary>How documents are written.</summary>
public sealed record EpcForm
{
    public static EpcForm AsStored { get; } = new();

    public EpcFormat Format { get; init; }

    /// <summary>Words of the Core Business Vocabulary as web URIs in XML instead of URNs; JSON has them bare.</summary>
    public bool WebUris { get; init; }

    /// <summary>Beginnings of keys, digits after the indicator, with the length of the company prefix they belong to, 6 to 12; the longest that fits counts.</summary>
    /// <remarks>952 is the beginning that GS1 keeps for examples, with company prefixes of 7 digits.</remarks>
    public IReadOnlyDictionary<string, int> CompanyPrefixes { get; init; } = new Dictionary<string, int> { ["952"] = 7 };

    /// <summary>Reads the value of the header GS1-EPC-Format.</summary>
    /// <returns>false for a value that the standard does not have.</returns>
    public static bool TryParse(string header, out EpcFormat format)
    {
        var found = header switch
        {
            "No_Preference" => EpcFormat.AsStored,
            "Always_GS1_Digital_Link" => EpcFormat.AlwaysGs1DigitalLink,
            "Always_EPC_URN" => EpcFormat.AlwaysEpcUrn,
            "Never_Translates" => EpcFormat.NeverTranslates,
            _ => (EpcFormat?)null,
        };
        format = found ?? EpcFormat.AsStored;
        return found is not null;
    }

    /// <summary>How the header GS1-EPC-Format names it.</summary>
    public static string NameOf(EpcFormat format) => format switch
    {
        EpcFormat.AlwaysGs1DigitalLink => "Always_GS1_Digital_Link",
        EpcFormat.AlwaysEpcUrn => "Always_EPC_URN",
        EpcFormat.NeverTranslates => "Never_Translates",
        _ => "No_Preference",
    };
}
