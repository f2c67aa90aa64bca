using System.Globalization;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Values;
using Microsoft.Extensions.Localization;

namespace Market.Web.Shared;

/// <summary>Says money, weights and dates the way the reader's language does.</summary>
public sealed class Wording(IStringLocalizer<Words> words, IStringLocalizer<Refusals> refusals, Shelf shelf)
{
    private const int MostValues = 4;

    public bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The text in the reader's language; the other one when it is missing.</summary>
    public string Pick(string chinese, string english) => English ? (english is "" ? chinese : english) : (chinese is "" ? english : chinese);

    /// <summary>Two decimals, without the sign, e.g. 1,250.00.</summary>
    public string Amount(long fen) => (fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    public string Yuan(long fen) => fen < 0 ? "-¥" + Amount(-fen) : "¥" + Amount(fen);

    public string Unit(Unit unit) => words["unit." + unit.Code()];

    /// <summary>e.g. 2.5 斤, and the kilograms beside it for 斤.</summary>
    public string Quantity(long milli, Unit unit) => $"{Number(milli)} {Unit(unit)}";

    public string Number(long milli) => (milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    public string Weight(long grams) => grams % 500 == 0 && grams < 50_000
        ? words["weight.jin_kg", (grams / 500m).ToString("0.##", CultureInfo.InvariantCulture), (grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture)]
        : words["weight.kg", (grams / 1000m).ToString("#,##0.###", CultureInfo.InvariantCulture)];

    /// <summary>What an offer sells for one price: "2 斤" or "10 斤箱".</summary>
    public string Pack(OfferCard offer) => offer.Unit.IsMass() || offer.NetGrams == 0
        ? Unit(offer.Unit)
        : words["pack.net", Unit(offer.Unit), (offer.NetGrams / 500m).ToString("0.##", CultureInfo.InvariantCulture), (offer.NetGrams / 1000m).ToString("0.###", CultureInfo.InvariantCulture)];

    /// <summary>Price by weight, always shown: per 500 g and per kilogram.</summary>
    public string PerWeight(OfferCard offer) => offer.FenPer500Grams is { } fen
        ? words["price.per_weight", Amount(fen), Amount(offer.Unit == Kernel.Values.Unit.Kg ? offer.PriceFen : fen * 2)]
        : "";

    public string Date(DateOnly date) => Date(date, English);

    /// <summary>A date in a row of dates, where the year is plain.</summary>
    public string ShortDate(DateOnly date) => English ? date.ToString("d MMM", CultureInfo.InvariantCulture) : $"{date.Month}月{date.Day}日";

    public string Instant(DateTime utc) => Instant(utc, English);

    /// <summary>For texts put together outside a request's language.</summary>
    public static string Date(DateOnly date, bool english) => english
        ? date.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en"))
        : date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    public static string Instant(DateTime utc, bool english)
    {
        var local = DistrictClock.Local(utc);
        return $"{Date(DateOnly.FromDateTime(local), english)} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>How long something has been waiting, in words.</summary>
    public string Age(DateTime since, DateTime now)
    {
        var age = now - since;
        if (age < TimeSpan.FromHours(1)) return words["age.minutes", Math.Max(1, (int)age.TotalMinutes)];
        return age < TimeSpan.FromDays(2) ? words["age.hours", (int)age.TotalHours] : words["age.days", (int)age.TotalDays];
    }

    /// <summary>A length of time to the minute: "3 days", "1 hour 30 minutes".</summary>
    public string Span(TimeSpan span)
    {
        var parts = new[] { (span.Days, "day"), (span.Hours, "hour"), (span.Minutes, "minute") }.Where(x => x.Item1 != 0)
            .Select(x => words[$"span.{x.Item2}{(x.Item1 == 1 ? "" : "s")}", x.Item1].Value).ToList();
        return parts.Count == 0 ? words["span.minutes", 0] : string.Join(' ', parts);
    }

    /// <summary>The word for a stable code, e.g. "role." and "manager"; the code itself when there is none.</summary>
    public string Term(string kind, string code)
    {
        var word = words[kind + code];
        return word.ResourceNotFound ? code : word.Value;
    }

    /// <summary>The name of a kind of badge: ours, or what the brand office called a kind it added.</summary>
    public string Badge(string kind)
    {
        var word = words["badge." + kind];
        if (!word.ResourceNotFound) return word.Value;
        var (name, nameEn) = shelf.KindName(kind);
        return Pick(name, nameEn);
    }

    /// <summary>The sentence of a refusal.</summary>
    public string Refusal(RuleException rule) => Refusal(rule.Code, rule.Message, rule.Args);

    /// <param name="otherwise">What to say when the code has no sentence here.</param>
    public string Refusal(string code, string otherwise, IReadOnlyList<object> args)
    {
        var values = args.Select(Argument).ToArray();
        if (code.StartsWith(MarketFields.Codes, StringComparison.Ordinal) && values is [string path, ..]) values[0] = MarketFields.Said(path, words);
        var sentence = refusals[code, values];
        return sentence.ResourceNotFound ? otherwise : sentence.Value;
    }

    public string Refusal(string code) => Refusal(code, code, []);

    /// <summary>The sentence of a refusal that was stored.</summary>
    /// <param name="values">A line each.</param>
    public string StoredRefusal(string code, string values) => Refusal(code, code, [.. values.Split('\n').Concat(Enumerable.Repeat("", MostValues))]);

    private object Argument(object arg) => arg switch
    {
        Money money => Yuan(money.Amount),
        Quantity quantity => Quantity(quantity.Milli, quantity.Unit),
        DateOnly day => Date(day),
        DateTime utc => Instant(utc),
        TimeSpan span => Span(span),
        string code when Units.TryParse(code, out var unit) && unit.Code() == code => Unit(unit),
        _ => arg,
    };
}
