using Market.Catalog.Artwork;
using Market.Traceability.Recall;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Recalls;

/// <summary>The report of a recall or an exercise as a file: what happened when, what it reached, what was found, who has answered.</summary>
public sealed class RecallFile(Receivers receivers, Wording wording, IStringLocalizer<Words> words)
{
    /// <summary>A printed list is read by people; all receivers stand in the CSV.</summary>
    private const int MostRows = 500;

    /// <summary>Names of the columns of <see cref="Summary"/>.</summary>
    public static IReadOnlyList<string> SummaryHeader { get; } = ["what", "value"];

    /// <summary>Figures and times of the report, one a row.</summary>
    public static IEnumerable<string[]> Summary(RecallReport report)
    {
        static string Kilograms(long grams) => (grams / 1000m).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
        static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var recall = report.Recall;
        yield return ["number", recall.Number];
        yield return ["exercise", recall.Mock ? "yes" : "no"];
        yield return ["class", recall.Class.ToString()];
        yield return ["reason", recall.Reason];
        foreach (var (what, at) in report.Timeline) yield return [what, at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)];
        yield return ["minutes", Number(report.Minutes)];
        yield return ["system_ms", recall.Clock.SystemMilliseconds is { } ms ? Number(ms) : ""];
        yield return ["lots", Number(recall.Lots)];
        yield return ["told", Number(recall.Notices)];
        yield return ["answered", Number(recall.Answered)];
        yield return ["owing", Number(recall.Owing)];
        yield return ["sent_kg", Kilograms(report.Sums.Sent)];
        yield return ["found_kg", Kilograms(report.Sums.Found)];
        yield return ["returned_kg", Kilograms(report.Sums.Returned)];
        yield return ["destroyed_kg", Kilograms(report.Sums.Destroyed)];
    }

    /// <param name="now">Written into the file, UTC.</param>
    public async Task<byte[]> PdfAsync(RecallReport report, DateTime now, CancellationToken ct)
    {
        var recall = report.Recall;
        var shown = report.Rows.Take(MostRows).ToList();
        var names = await receivers.NamesAsync([.. shown.Select(x => x[0])], ct);
        string Weight(string kilograms) => kilograms.Length == 0 ? "" : words["weight.kg", kilograms];
        string[] lines =
        [
            $"{words["recalls.state." + recall.State.ToString().ToLowerInvariant()]}{(recall.Mock ? " " + words["recalls.mock"] : "")}  {words["recalls.class." + recall.Class.ToString().ToLowerInvariant()]}",
            $"{words["recalls.reason"]}: {recall.Reason}", $"{words["recalls.advice"]}: {recall.Advice}",
            $"{words["lots.product"]}: {string.Join(", ", report.Sums.Products.Select(x => wording.Pick(x.Name, x.NameEn)))}",
            words["recalls.sums", wording.Weight(report.Sums.Sent), wording.Weight(report.Sums.Found), wording.Weight(report.Sums.Returned), wording.Weight(report.Sums.Destroyed)],
            $"{words["recalls.answers", recall.Notices, recall.Answered, recall.Owing]} {words["recalls.minutes", report.Minutes]} {(recall.Clock.SystemMilliseconds is { } ms ? words["recalls.system", Seconds(ms)] : "")}",
        ];
        return ReportSheets.Pdf($"{words["recalls.report_title"]} {recall.Number}", lines,
        [
            new(words["recalls.timeline"], [words["recalls.step"], words["recalls.at"]], [.. report.Timeline.Select(x => (string[])[words["recalls.step." + x.What], wording.Instant(x.At)])], [1, 2]),
            new(words["lots.title"], [words["trace.lot"]], [.. report.Lots.Chunk(5).Select(x => (string[])[string.Join("   ", x)])], [1]),
            new(words["recalls.told"], [words["notices.receiver"], words["notices.received"], words["notices.answered_at"], words["notices.found"], words["notices.returned"], words["notices.destroyed"]],
                [.. shown.Select(x => (string[])[$"{words["notices.kind." + x[1]]} {wording.Pick(names[x[0]].Name, names[x[0]].NameEn)}", Weight(x[2]), x[5].Length == 0 ? "" : wording.Instant(DateTime.Parse(x[5], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal)), Weight(x[7]), Weight(x[8]), Weight(x[9])])], [6, 3, 5, 3, 3, 3]),
        ], now);
    }

    /// <summary>Milliseconds as seconds.</summary>
    internal static string Seconds(long milliseconds) => (milliseconds / 1000m).ToString("0.0##", System.Globalization.CultureInfo.InvariantCulture);
}
