using CsCheck;
using Market.Traceability.DigitalLink;

namespace Market.Traceability.Tests.DigitalLink;

/// <summary>Made-up elements and noise for property tests.</summary>
internal static class Made
{
    private const string Set82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    public static readonly DigitalLinkOptions Widest = new() { ZeroSuppressedGtin = true, ConvenienceAlphas = true, PermitUnknownAis = true, UnknownAiAsAttribute = true };

    public static readonly Gen<string> Text = Gen.String[Gen.Char[Set82], 1, 20];

    private static readonly Gen<string> Digits12 = Gen.String[Gen.Char["0123456789"], 12, 12];

    /// <summary>A key, some of its qualifiers and some attributes, shuffled; all good.</summary>
    public static readonly Gen<AiElement[]> Elements = Gen.Select(Gen.OneOf(Item, Place, Asset), Attributes, Gen.Int[0, 1000], (path, attributes, seed) =>
    {
        var all = path.Concat(attributes).ToArray();
        new Random(seed).Shuffle(all);
        return all;
    });

    /// <summary>Text of any kind, much of it out of parts that mean something to a reader.</summary>
    public static readonly Gen<string> Noise = Gen.OneOf(Gen.String, Gen.OneOfConst("/", "01", "(", ")", "\\", "%", "%4", "=", "&", "?", "#", "99", "https://", "^", "\u001d", "09520123456788", "gtin", ":", ".", "*", "urn:epc:id:", "批").Array[0, 12].Select(string.Concat));

    private static Gen<AiElement[]> Item => Gen.Select(Digits12, Text, Text, Text, Gen.Int[0, 7], (digits, cpv, lot, serial, which) =>
        new[] { new AiElement("01", Key("0" + digits)), new("22", cpv), new("10", lot), new("21", serial) }.Where((_, i) => i == 0 || (which >> (i - 1) & 1) == 1).ToArray());

    private static Gen<AiElement[]> Place => Gen.Select(Digits12, Text, Gen.Bool, (digits, extension, extended) => extended ? new AiElement[] { new("414", Key(digits)), new("254", extension) } : [new("414", Key(digits))]);

    private static Gen<AiElement[]> Asset => Gen.Select(Digits12, Text, (digits, rest) => new AiElement[] { new("8004", digits[..9] + rest) });

    private static Gen<AiElement[]> Attributes => Gen.Select(Text, Text, Gen.Int[1, 28], Gen.Int[0, 15], (one, two, day, which) =>
        new AiElement[] { new("99", one), new("240", two), new("17", $"2712{day:D2}"), new("3103", $"{day:D6}") }.Where((_, i) => (which >> i & 1) == 1).ToArray());

    private static string Key(string body) => body + CharacterSets.CheckDigit(body);
}
