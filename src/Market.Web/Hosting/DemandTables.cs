using System.Globalization;
using Market.Catalog.Imports;
using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Sourcing.Demands;
using Market.Web.Shared;

namespace Market.Web.Hosting;

/// <summary>What became of a demand's table: the demand's id, or what is wrong.</summary>
public sealed record TableOutcome(Guid? Id, IReadOnlyList<SheetError> Errors);

/// <summary>Publishes a demand from a table that a buyer uploads: all of it or nothing.</summary>
public sealed class DemandTables(DistrictDirectory directory, ISupplyQuestions supply, DemandDesk desk, Wording wording, TimeProvider clock)
{
    /// <param name="demand">Everything but the lines.</param>
    /// <exception cref="RuleException"><c>file.*</c>, and refusals that are of no line</exception>
    public async Task<TableOutcome> PublishAsync(ChainAct act, byte[] file, DemandFacts demand, CancellationToken ct)
    {
        var stores = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var chains = new Dictionary<Guid, Guid>();
        foreach (var chain in act.Chains)
            foreach (var store in await directory.StoresAsync([chain], ct))
            {
                stores[store.Slug] = store.Id;
                stores.TryAdd(store.Name.ToLowerInvariant(), store.Id);
                stores.TryAdd(store.NameEn.ToLowerInvariant(), store.Id);
                chains[store.Id] = chain;
            }
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var kind in await supply.CertificateKindsAsync(ct)) (kinds[kind], kinds[wording.Badge(kind).ToLowerInvariant()]) = (kind, kind);
        var read = DemandSheet.Read([.. TableFile.Read(file, DemandSheet.MostRows + 1).Select(x => new SheetRow(x.Number, x.Cells, x.Fault))], stores, kinds, DistrictClock.Date(clock.GetUtcNow().UtcDateTime));
        if (read.Errors.Count > 0) return new(null, read.Errors);
        try
        {
            return new(await desk.PublishAsync(act, chains[read.Lines[0].StoreId], demand with { Lines = read.Lines }, ct), []);
        }
        catch (RuleException rule) when (Line(rule.Field) is { } line && line < read.Rows.Count)
        {
            // The row is told beside it; which of the joined lines it is says nothing to who wrote the table.
            return new(null, [new(read.Rows[line], "", rule.Code, [.. rule.Args.Select(x => x is string path && path.StartsWith($"lines[{line}].", StringComparison.Ordinal) ? path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..] : x)])]);
        }
    }

    /// <summary>The line that a refusal's field is about, e.g. 2 of lines[2].demand[0].</summary>
    private static int? Line(string field) => field.StartsWith("lines[", StringComparison.Ordinal) && field.IndexOf(']', StringComparison.Ordinal) is > 0 and var end
        && int.TryParse(field.AsSpan(6, end - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null;
}
