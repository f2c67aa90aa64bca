using Market.Kernel;
using Market.Traceability.Codes;
using Market.Traceability.Lots;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Traceability.Demo;

/// <summary>Who grows what in the demo.</summary>
public sealed record DemoGrower(Guid CooperativeId, Guid ManagerId, IReadOnlyList<Guid> Products);

/// <summary>Plots, inputs and lots of the demo, made by the same steps as real ones.</summary>
public sealed class DemoLots(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Products of a cooperative whose lots are told in full.</summary>
    private const int Shown = 2;

    /// <summary>Records a harvest of each product with its certificate; of the first ones with inspection, packing and cold store too.</summary>
    public async Task FillAsync(IReadOnlyList<DemoGrower> growers, CancellationToken ct)
    {
        foreach (var grower in growers)
        {
            var party = new TraceParty(grower.ManagerId, [grower.CooperativeId]);
            var plots = await PlotsAsync(party, grower.CooperativeId, ct);
            foreach (var (product, number) in grower.Products.Select((x, i) => (x, i)))
            {
                if (number < Shown) await LotAsync(party, grower.CooperativeId, (plots, product, number), ct);
                else await PlainAsync(party, grower.CooperativeId, plots[number % plots.Count], product, ct);
            }
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<T> AskAsync<TDesk, T>(Func<TDesk, Task<T>> ask) where TDesk : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TDesk>());
    }

    private async Task<List<Guid>> PlotsAsync(TraceParty party, Guid cooperative, CancellationToken ct)
    {
        var (plots, today) = (new List<Guid>(), DistrictClock.Date(Now));
        foreach (var (name, area) in new[] { ("一号棚", 420L), ("二号棚", 350L) })
        {
            var plot = (await AskAsync<PlotDesk, Guid?>(x => x.AddAsync(party, cooperative, new(name, "村东", area), ct)))!.Value;
            plots.Add(plot);
            await AskAsync<PlotDesk, bool>(x => x.ApplyAsync(party, plot, new(InputKind.Fertiliser, "生物有机肥", "200 公斤/亩", today.AddDays(-48), 0), ct));
            await AskAsync<PlotDesk, bool>(x => x.ApplyAsync(party, plot, new(InputKind.Pesticide, "苦参碱 0.3% 水剂", "150 毫升/亩", today.AddDays(-20), 7), ct));
        }
        return plots;
    }

    private async Task PlainAsync(TraceParty party, Guid cooperative, Guid plot, Guid product, CancellationToken ct)
    {
        // A day before the others: lists begin with the newest harvest, and those tell more.
        var (at, today) = (Now.AddHours(-54), DistrictClock.Date(Now.AddHours(-54)));
        var code = (await AskAsync<LotDesk, string?>(x => x.HarvestAsync(party, new(cooperative, [plot], new(product, today, today.AddDays(15), 8_000_000, "", "二组"), "", at), ct)))!;
        await AskAsync<LotSteps, bool>(x => x.CommitAsync(party, code, new($"HG-{code}", "本区", "合作社", "0935-8210000", at.AddMinutes(20)), ct));
    }

    private async Task LotAsync(TraceParty party, Guid cooperative, (List<Guid> Plots, Guid Product, int Number) from, CancellationToken ct)
    {
        var (at, today) = (Now.AddHours(-30), DistrictClock.Date(Now.AddHours(-30)));
        var facts = new LotFacts(from.Product, today, today.AddDays(12), 620_000 + (from.Number * 40_000), "", "一组");
        var code = (await AskAsync<LotDesk, string?>(x => x.HarvestAsync(party, new(cooperative, [from.Plots[from.Number % from.Plots.Count]], facts, "", at), ct)))!;
        await AskAsync<LotSteps, bool>(x => x.CommitAsync(party, code, new($"HG-{code}", "本区", "合作社", "0935-8210000", at.AddMinutes(20)), ct));
        await AskAsync<LotSteps, bool>(x => x.InspectAsync(party, code, new("镇检测站", "农残速测", "12 项", true, "", at.AddHours(2)), ct));
        await AskAsync<LotSteps, bool>(x => x.KeepColdAsync(party, code, new(at.AddHours(3), at.AddHours(20), 18, 48, 32, 50, "村级冷库"), ct));
        var lot = (await AskAsync<LotReads, LotView?>(x => x.FindAsync(party, code, ct)))!;
        var packed = (await AskAsync<LotDesk, string?>(x => x.PackAsync(party, new(cooperative, [new(lot.Id, 120_000)], facts with { Grams = 116_000 }, 58, at.AddHours(5)), ct)))!;
        var made = (await AskAsync<LotReads, LotView?>(x => x.FindAsync(party, packed, ct)))!;
        // Packed anew, the goods need a certificate of their own.
        await AskAsync<LotSteps, bool>(x => x.CommitAsync(party, packed, new($"HG-{packed}", "本区", "合作社", "0935-8210000", at.AddHours(6)), ct));
        await AskAsync<CodeDesk, Guid?>(x => x.IssueAsync(party, made.Id, 58, "", ct));
    }
}
