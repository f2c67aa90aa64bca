using System.Globalization;
using System.Text.Json;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Events;
using Market.Traceability.Log;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Story;

/// <summary>A lot as the public sees it.</summary>
public sealed record StoryLot(Guid Id, string Code, string Key, string Gtin, Guid CooperativeId, Guid ProductId, string ProductName, string ProductNameEn, string Variety,
    DateOnly HarvestedOn, DateOnly? BestBefore, LotState State, bool Packed, long Grams, string CommitmentNumber);

/// <summary>One step from field to shelf.</summary>
/// <param name="Kind">harvest, inspection, commitment, packing, photo, cold, loading, shipping, receiving, unpacking, shelf, sale, waste, destruction, recall or other.</param>
/// <param name="Facts">What the event says, by short names.</param>
public sealed record StoryStep(string Kind, DateTime At, IReadOnlyDictionary<string, string> Facts);

/// <summary>How a lot, with all that went into it, stands in the public log.</summary>
/// <param name="First">Index of the first leaf.</param>
/// <param name="Count">Leaves of all their chains.</param>
/// <param name="Gapless">In each chain every number from 1 on is there.</param>
/// <param name="Root">First 16 hexadecimal digits of the newest checkpoint's root.</param>
/// <param name="Witnesses">Signatures besides the log's own.</param>
public sealed record StoryLog(long First, long Last, long Count, bool Gapless, long Size, string Root, int Witnesses);

/// <summary>All a trace page tells.</summary>
/// <param name="Plots">Names with village, as harvested.</param>
public sealed record LotStory(StoryLot Lot, IReadOnlyList<PlotView> Plots, IReadOnlyList<InputView> Inputs, IReadOnlyList<StoryStep> Steps, StoryLog? Log);

/// <summary>Reads a lot's story for the public.</summary>
public sealed class StoryReads(TraceDb db, TraceSettings settings)
{
    private const int MostSteps = 200, MostParents = 50;

    /// <returns>null when there is no such lot.</returns>
    public Task<LotStory?> OfCodeAsync(string code, CancellationToken ct) => ReadAsync(db.Lots.Where(x => x.Code == code), ct);

    /// <summary>Of a lot of GS1's numbers.</summary>
    /// <returns>null when there is no such lot.</returns>
    public Task<LotStory?> OfGtinAsync(string gtin, string code, CancellationToken ct) => ReadAsync(db.Lots.Where(x => x.Key == settings.Lot(gtin, code)), ct);

    /// <summary>A lot without its story.</summary>
    /// <returns>null when there is no such lot.</returns>
    public Task<StoryLot?> LotAsync(string code, CancellationToken ct) => FirstAsync(db.Lots.Where(x => x.Code == code), ct);

    /// <summary>A lot of GS1's numbers without its story.</summary>
    /// <param name="gtin">14 digits.</param>
    /// <returns>null when there is no such lot.</returns>
    public Task<StoryLot?> LotAsync(string gtin, string code, CancellationToken ct) => FirstAsync(db.Lots.Where(x => x.Key == settings.Lot(gtin, code)), ct);

    /// <summary>The newest lot of goods.</summary>
    /// <param name="gtin">14 digits.</param>
    /// <returns>null when nothing carries this number.</returns>
    public Task<StoryLot?> NewestAsync(string gtin, CancellationToken ct) => FirstAsync(db.Lots.Where(x => x.Gtin == gtin).OrderByDescending(x => x.HarvestedOn).ThenByDescending(x => x.Code), ct);

    private static async Task<StoryLot?> FirstAsync(IQueryable<Lot> which, CancellationToken ct) => await which.AsNoTracking().FirstOrDefaultAsync(ct) is { } lot ? View(lot) : null;

    private async Task<LotStory?> ReadAsync(IQueryable<Lot> which, CancellationToken ct)
    {
        if (await which.AsNoTracking().SingleOrDefaultAsync(ct) is not { } lot) return null;
        var parents = lot.Packed ? await ParentsAsync(lot.Key, ct) : [];
        var harvested = parents.Where(x => !x.Packed).Append(lot).Select(x => x.Id).ToArray();
        var plots = await db.LotPlots.AsNoTracking().Where(x => harvested.Contains(x.LotId)).Join(db.Plots, x => x.PlotId, y => y.Id, (x, y) => y).Distinct().OrderBy(x => x.Name)
            .Select(x => new PlotView(x.Id, x.Code, x.Name, x.Village, x.AreaHundredths, null)).ToListAsync(ct);
        var inputs = await PlotDesk.InputsAsync(db, [.. plots.Select(x => x.Id)], lot.HarvestedOn, ct);
        var keys = parents.Select(x => x.Key).Append(lot.Key).ToArray();
        return new(View(lot), plots, inputs, await StepsAsync(keys, ct), await LogAsync(keys, ct));
    }

    /// <summary>Lots that went into this one, all the way back.</summary>
    private async Task<List<Lot>> ParentsAsync(string key, CancellationToken ct)
    {
        var (found, level) = (new Dictionary<string, Lot>(StringComparer.Ordinal), new[] { key });
        while (level.Length > 0 && found.Count < MostParents)
        {
            var above = await (from output in db.EventKeys.AsNoTracking()
                               where level.Contains(output.Key) && output.Role == KeyRole.Output
                               join input in db.EventKeys on output.Seq equals input.Seq
                               where input.Role == KeyRole.Input
                               join lot in db.Lots on input.Key equals lot.Key
                               select lot).Distinct().Take(MostParents).ToListAsync(ct);
            level = [.. above.Where(x => found.TryAdd(x.Key, x)).Select(x => x.Key)];
        }
        return [.. found.Values];
    }

    private async Task<List<StoryStep>> StepsAsync(string[] keys, CancellationToken ct)
    {
        var rows = await db.EventKeys.AsNoTracking().Where(x => keys.Contains(x.Key)).Select(x => x.Seq).Distinct()
            .Join(db.Events, x => x, y => y.Seq, (_, y) => y).OrderBy(x => x.EventTime).ThenBy(x => x.Seq).Take(MostSteps).Select(x => new { x.EventTime, x.BizStep, x.Disposition, x.Body }).ToListAsync(ct);
        return rows.ConvertAll(x => Step(x.EventTime, x.BizStep, x.Disposition, x.Body));
    }

    private static StoryStep Step(DateTime at, string bizStep, string disposition, string body)
    {
        using var json = JsonDocument.Parse(body);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["bizStep"] = bizStep, ["disposition"] = disposition };
        var kind = "other";
        foreach (var member in json.RootElement.EnumerateObject())
        {
            if (member.Name == OwnEvents.Step) kind = member.Value.GetString()!;
            else if (member.Name.StartsWith("cm:", StringComparison.Ordinal) && member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number) facts[member.Name[3..]] = member.Value.ToString();
            else if (member.Name is "quantityList" or "inputQuantityList" or "outputQuantityList") facts[member.Name] = Kilograms(member.Value);
            else if (member.Name == "destinationList" && member.Value[0].TryGetProperty("destination", out var destination)) facts["destination"] = destination.GetString()!;
            else if (member.Name == "sensorElementList") AddTemperatures(facts, member.Value[0]);
        }
        return new(kind, at, facts);
    }

    private static string Kilograms(JsonElement list) => list.EnumerateArray().Sum(x => x.TryGetProperty("quantity", out var quantity) ? quantity.GetDecimal() : 0m).ToString("0.###", CultureInfo.InvariantCulture);

    private static void AddTemperatures(Dictionary<string, string> facts, JsonElement element)
    {
        if (element.TryGetProperty("sensorMetadata", out var times))
            foreach (var name in new[] { "startTime", "endTime" })
                if (times.TryGetProperty(name, out var time)) facts[name] = time.GetString()!;
        foreach (var member in element.GetProperty("sensorReport")[0].EnumerateObject()) facts[member.Name.Replace("cm:", "", StringComparison.Ordinal)] = member.Value.ToString();
    }

    private async Task<StoryLog?> LogAsync(string[] subjects, CancellationToken ct)
    {
        var chains = await db.LogLeaves.AsNoTracking().Where(x => subjects.Contains(x.Subject)).GroupBy(x => x.Subject).Select(x => new { First = x.Min(y => y.Index), Last = x.Max(y => y.Index), Count = x.LongCount(), Highest = x.Max(y => y.Sequence) }).ToListAsync(ct);
        var text = await db.Checkpoints.AsNoTracking().OrderByDescending(x => x.Size).Select(x => x.Note).FirstOrDefaultAsync(ct);
        if (chains.Count == 0 || text is null || !SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint)) return null;
        return new(chains.Min(x => x.First), chains.Max(x => x.Last), chains.Sum(x => x.Count), chains.TrueForAll(x => x.Count == x.Highest), checkpoint.Size, checkpoint.Root.ToString()[..16], note.Signatures.Count - 1);
    }

    private static StoryLot View(Lot x) => new(x.Id, x.Code, x.Key, x.Gtin, x.CooperativeId, x.ProductId, x.ProductName, x.ProductNameEn, x.Variety, x.HarvestedOn, x.BestBefore, x.State, x.Packed, x.ProducedGrams, x.CommitmentNumber);
}
