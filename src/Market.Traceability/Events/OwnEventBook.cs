using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Traceability.Data;
using Market.Traceability.Epcis;

namespace Market.Traceability.Events;

/// <summary>Keeps the events of the own forms inside the transaction of the deed they tell of.</summary>
internal sealed class OwnEventBook(TraceDb db, TimeProvider clock)
{
    /// <summary>How far a clock in the field may run ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="cooperativeId">Whose event it is; null for the district's.</param>
    public async Task AppendAsync(JsonObject written, Guid? cooperativeId, CancellationToken ct) =>
        await new EventBook(db).AppendAsync([(0, OwnEvents.Prepare(written))], cooperativeId, Now, ct);

    /// <summary>An event was wrong: it is declared so, and the one that holds instead is kept (EPCIS 2.0, section 7.4.1.3: error declaration with corrective event).</summary>
    public async Task CorrectAsync(IReadOnlyList<EventRow> wrong, JsonObject right, Guid? cooperativeId, CancellationToken ct)
    {
        var instead = OwnEvents.Prepare(right);
        await new EventBook(db).AppendAsync([.. wrong.Select((x, i) => (i, OwnEvents.Prepare(Declared(x, instead.EventId)))), (wrong.Count, instead)], cooperativeId, Now, ct);
    }

    private JsonObject Declared(EventRow wrong, string instead)
    {
        var declared = JsonNode.Parse(wrong.Body)!.AsObject();
        declared.Remove("recordTime");
        declared["errorDeclaration"] = new JsonObject { ["declarationTime"] = EventTimes.Milliseconds(Now), ["reason"] = "incorrect_data", ["correctiveEventIDs"] = new JsonArray(instead) };
        return declared;
    }

    /// <summary>When something happened, as a form says.</summary>
    /// <exception cref="RuleException"><c>event.in_future</c>, <c>event.too_old</c></exception>
    public DateTime Happened(DateTime? at)
    {
        var when = at ?? Now;
        if (when > Now + Ahead) throw new RuleException("event.in_future", "What is still to come cannot be recorded.", "at");
        return when < Now.AddYears(-2) ? throw new RuleException("event.too_old", "Records go back two years.", "at") : when;
    }
}
