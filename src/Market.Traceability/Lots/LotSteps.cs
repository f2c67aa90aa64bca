using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Market.Traceability.Events;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>An inspection's result.</summary>
/// <param name="Result">Values as the report gives them, e.g. 12 pesticides below the limit.</param>
/// <param name="ReportHash">SHA-256 of the report in 64 hexadecimal digits, or empty.</param>
public sealed record InspectionForm(string Lab, string Method, string Result, bool Conformant, string ReportHash, DateTime? At);

/// <summary>A commitment certificate (承诺达标合格证).</summary>
/// <param name="Number">As printed on it.</param>
public sealed record CommitmentForm(string Number, string Origin, string Party, string Contact, DateTime? At);

/// <summary>Temperatures over a stay in the cold or on the road, in tenths of a degree Celsius.</summary>
/// <param name="Highest">Upper limit that the goods bear, tenths of a degree; null when none was set.</param>
public sealed record ColdForm(DateTime From, DateTime Until, int MinTenths, int MaxTenths, int MeanTenths, int? Highest, string Place);

/// <summary>What happens to a lot between harvest and shelf.</summary>
public sealed class LotSteps(TraceDb db, TraceSettings settings, TimeProvider clock)
{
    private const int LongestPlace = 40, LongestNote = 200;

    private readonly OwnEventBook events = new(db, clock);

    /// <returns>false when there is no such lot of the caller's.</returns>
    /// <exception cref="RuleException"><c>inspection.lab_missing</c>, <c>inspection.result_missing</c>, <c>inspection.report</c></exception>
    public Task<bool> InspectAsync(TraceParty party, string code, InspectionForm form, CancellationToken ct) => ChangeAsync(party, code, lot =>
    {
        if (string.IsNullOrWhiteSpace(form.Lab)) throw new RuleException("inspection.lab_missing", "Say who inspected.", "lab");
        if (string.IsNullOrWhiteSpace(form.Result)) throw new RuleException("inspection.result_missing", "Say what was found.", "result");
        if (form.ReportHash.Length > 0 && (form.ReportHash.Length != 64 || !form.ReportHash.All(char.IsAsciiHexDigit))) throw new RuleException("inspection.report", "This is no hash of a report.", "report");
        lot.Inspected(form.Conformant);
        var told = Observation("inspection", "inspecting", events.Happened(form.At ?? party.FilledAt), lot);
        told["disposition"] = form.Conformant ? "conformant" : "non_conformant";
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "testres", ["bizTransaction"] = form.ReportHash.Length > 0 ? $"ni:///sha-256;{form.ReportHash}" : $"{lot.Key}#test" });
        (told["cm:lab"], told["cm:method"], told["cm:result"]) = (form.Lab.Trim(), form.Method.Trim(), form.Result.Trim());
        return told;
    }, ct);

    /// <returns>false when there is no such lot of the caller's.</returns>
    /// <exception cref="RuleException"><c>commitment.number_missing</c>, <c>commitment.party_missing</c>, <c>lot.committed</c>, <c>lot.failed</c>, <c>lot.recalled</c></exception>
    public Task<bool> CommitAsync(TraceParty party, string code, CommitmentForm form, CancellationToken ct) => ChangeAsync(party, code, lot =>
    {
        if (form.Number.Trim().Length is 0 or > 40) throw new RuleException("commitment.number_missing", "The certificate needs its number.", "number");
        if (string.IsNullOrWhiteSpace(form.Party) || string.IsNullOrWhiteSpace(form.Contact)) throw new RuleException("commitment.party_missing", "The certificate names who commits and how to reach them.", "party");
        lot.MustBeOpen();
        lot.Commit(form.Number.Trim());
        var told = Observation("commitment", "inspecting", events.Happened(form.At ?? party.FilledAt), lot);
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "cert", ["bizTransaction"] = settings.Place("commitment", Uri.EscapeDataString(lot.CommitmentNumber)) });
        told["cm:number"] = lot.CommitmentNumber;
        (told["cm:origin"], told["cm:party"]) = (form.Origin.Trim(), form.Party.Trim());
        return told;
    }, ct);

    /// <returns>false when there is no such lot of the caller's.</returns>
    /// <exception cref="RuleException"><c>cold.times</c>, <c>cold.range</c></exception>
    public Task<bool> KeepColdAsync(TraceParty party, string code, ColdForm form, CancellationToken ct) => ChangeAsync(party, code, lot =>
    {
        // Written into a URI, a Chinese character takes nine.
        if (form.Place.Length > LongestPlace) throw new RuleException("field.too_long", "This text is too long.", "place", LongestPlace);
        if (form.Until <= form.From) throw new RuleException("cold.times", "The stay ends before it begins.", "until");
        if (form.MinTenths > form.MeanTenths || form.MeanTenths > form.MaxTenths || form.MinTenths < -600 || form.MaxTenths > 800) throw new RuleException("cold.range", "Lowest, mean and highest temperature do not fit together.", "mean");
        var told = Observation("cold", "storing", events.Happened(form.Until), lot);
        told["disposition"] = "in_progress";
        told["readPoint"] = OwnEvents.Place(settings.Place("place", Uri.EscapeDataString(form.Place.Trim())));
        var report = new JsonObject { ["type"] = "Temperature", ["minValue"] = form.MinTenths / 10m, ["maxValue"] = form.MaxTenths / 10m, ["meanValue"] = form.MeanTenths / 10m, ["uom"] = "CEL" };
        if (form.Highest is { } limit) report["cm:limit"] = limit / 10m;
        if (form.MaxTenths > form.Highest) report["exception"] = "ALARM_CONDITION";
        told["sensorElementList"] = new JsonArray(new JsonObject
        {
            ["sensorMetadata"] = new JsonObject { ["startTime"] = Epcis.EventTimes.Milliseconds(form.From), ["endTime"] = Epcis.EventTimes.Milliseconds(form.Until) },
            ["sensorReport"] = new JsonArray(report),
        });
        told["cm:place"] = form.Place.Trim();
        return told;
    }, ct);

    /// <summary>A photo for the lot's public story.</summary>
    /// <param name="photoHash">SHA-256 of a stored picture, 64 hexadecimal digits.</param>
    /// <param name="note">What it shows; at most 200 characters, may be empty.</param>
    /// <returns>false when there is no such lot of the caller's.</returns>
    /// <exception cref="RuleException"><c>lot.photo</c>, <c>field.too_long</c></exception>
    public Task<bool> ShowAsync(TraceParty party, string code, string photoHash, string note, CancellationToken ct) => ChangeAsync(party, code, lot =>
    {
        if (photoHash.Length != 64 || !photoHash.All(char.IsAsciiHexDigitLower)) throw new RuleException("lot.photo", "Choose a photo.", "photo");
        if (note.Trim().Length > LongestNote) throw new RuleException("field.too_long", "This text is too long.", "note", LongestNote);
        var told = Observation("photo", "other", events.Happened(party.FilledAt), lot);
        (told["cm:photo"], told["cm:note"]) = (photoHash, note.Trim());
        return told;
    }, ct);

    /// <summary>Goods that were destroyed, or found to be gone.</summary>
    /// <returns>false when there is no such lot of the caller's.</returns>
    /// <exception cref="RuleException"><c>lot.too_little</c>, <c>lot.weight</c></exception>
    public Task<bool> DestroyAsync(TraceParty party, string code, long grams, string reason, CancellationToken ct) => ChangeAsync(party, code, lot =>
    {
        if (grams <= 0) throw new RuleException("lot.weight", "Say how much.", "weight");
        lot.Take(0, 0, grams);
        var told = OwnEvents.Begin("ObjectEvent", "destruction", events.Happened(party.FilledAt));
        (told["action"], told["bizStep"], told["disposition"]) = ("DELETE", "destroying", "destroyed");
        told["quantityList"] = new JsonArray(OwnEvents.Quantity(lot.Key, grams));
        told["cm:reason"] = reason.Trim();
        return told;
    }, ct);

    /// <summary>What lies in the store, counted by hand.</summary>
    /// <returns>false when there is no such lot of the caller's.</returns>
    /// <exception cref="RuleException"><c>lot.weight</c></exception>
    public Task<bool> CountAsync(TraceParty party, string code, long grams, CancellationToken ct) => ChangeAsync(party, code, lot =>
    {
        if (grams is < 0 or > 10_000_000_000) throw new RuleException("lot.weight", "Say how much.", "weight");
        lot.Count(grams);
        var told = Observation("count", "stock_taking", events.Happened(party.FilledAt), lot);
        told["quantityList"] = new JsonArray(OwnEvents.Quantity(lot.Key, grams));
        return told;
    }, ct);

    private async Task<bool> ChangeAsync(TraceParty party, string code, Func<Lot, JsonObject> change, CancellationToken ct) => await db.OnceAsync(party.Key, events.Now, async () =>
    {
        var lot = await db.Lots.SingleOrDefaultAsync(x => x.Code == code, ct);
        if (lot is null || !party.Has(lot.CooperativeId)) return null;
        var told = change(lot);
        await db.SaveChangesAsync(ct);
        await events.AppendAsync(told, lot.CooperativeId, ct);
        return lot.Id;
    }, ct) is not null;

    private static JsonObject Observation(string step, string bizStep, DateTime at, Lot lot)
    {
        var told = OwnEvents.Begin("ObjectEvent", step, at);
        (told["action"], told["bizStep"]) = ("OBSERVE", bizStep);
        told["quantityList"] = new JsonArray(new JsonObject { ["epcClass"] = lot.Key });
        return told;
    }
}
