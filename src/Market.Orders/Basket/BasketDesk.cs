using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Basket;

/// <summary>Baskets of people and of visitors.</summary>
public sealed class BasketDesk(OrdersDb db, ICatalogQuestions catalog)
{
    /// <summary>Most different products in a basket.</summary>
    public const int MaxLines = 100;

    /// <summary>What lies in a basket, in the order it was put there.</summary>
    public async Task<IReadOnlyList<WantedLine>> LinesAsync(Guid owner, CancellationToken ct)
    {
        var rows = await db.BasketLines.AsNoTracking().Where(x => x.OwnerId == owner).OrderBy(x => x.AddedAt).ThenBy(x => x.OfferId).ToListAsync(ct);
        return rows.ConvertAll(x => new WantedLine(x.OfferId, new(x.Milli, x.Unit)));
    }

    /// <summary>How many different products.</summary>
    public Task<int> CountAsync(Guid owner, CancellationToken ct) => db.BasketLines.CountAsync(x => x.OwnerId == owner, ct);

    /// <summary>Adds to what is there already.</summary>
    /// <param name="milli">Thousandths of the offer's unit, or null for one step.</param>
    /// <exception cref="RuleException"><c>offer.not_on_sale</c>, <c>basket.full</c>, <c>quantity.step</c>, <c>quantity.range</c></exception>
    public Task AddAsync(Guid owner, Guid offerId, long? milli, DateTime now, CancellationToken ct) => SetAsync(owner, offerId, (terms, was) => was + (milli ?? Portion(terms)), now, ct);

    /// <summary>Sets the quantity; zero takes it out.</summary>
    public Task SetAsync(Guid owner, Guid offerId, long milli, DateTime now, CancellationToken ct) => milli == 0
        ? db.BasketLines.Where(x => x.OwnerId == owner && x.OfferId == offerId).ExecuteDeleteAsync(ct)
        : SetAsync(owner, offerId, (_, _) => milli, now, ct);

    /// <summary>Empties it of what was ordered.</summary>
    public Task RemoveAsync(Guid owner, IReadOnlyCollection<Guid> offerIds, CancellationToken ct) =>
        db.BasketLines.Where(x => x.OwnerId == owner && offerIds.Contains(x.OfferId)).ExecuteDeleteAsync(ct);

    /// <summary>A visitor signed in: what they put aside becomes theirs, added to what they had.</summary>
    public Task MoveAsync(Guid from, Guid to, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var own = await db.BasketLines.Where(x => x.OwnerId == to).ToDictionaryAsync(x => x.OfferId, ct);
        foreach (var line in await db.BasketLines.Where(x => x.OwnerId == from).ToListAsync(ct))
        {
            db.BasketLines.Remove(line);
            if (own.TryGetValue(line.OfferId, out var known)) known.Milli = Math.Max(known.Milli, line.Milli);
            else if (own.Count < MaxLines) db.BasketLines.Add(new() { OwnerId = to, OfferId = line.OfferId, Unit = line.Unit, Milli = line.Milli, AddedAt = line.AddedAt });
        }
        return 0;
    }, ct);

    /// <summary>Puts an old order's goods into the basket again, as far as they are still on sale.</summary>
    /// <returns>How many products were put in, and how many are no longer sold; null when the buyer has no such order.</returns>
    public async Task<(int Added, int Gone)?> ReorderAsync(Guid buyer, Guid orderId, DateTime now, CancellationToken ct)
    {
        var lines = await (from line in db.Lines
                           join part in db.SubOrders on line.SubOrderId equals part.Id
                           where part.OrderId == orderId && part.Order!.BuyerId == buyer
                           select new { line.OfferId, line.PromisedMilli }).ToListAsync(ct);
        if (lines.Count == 0) return null;
        var offers = (await catalog.OffersAsync(lines.ConvertAll(x => x.OfferId), ct)).ToDictionary(x => x.OfferId);
        var added = 0;
        foreach (var line in lines.Where(x => offers.TryGetValue(x.OfferId, out var terms) && x.PromisedMilli % terms.StepMilli == 0))
        {
            await SetAsync(buyer, line.OfferId, line.PromisedMilli, now, ct);
            added++;
        }
        return (added, lines.Count - added);
    }

    private async Task SetAsync(Guid owner, Guid offerId, Func<OfferTerms, long, long> want, DateTime now, CancellationToken ct)
    {
        var terms = (await catalog.OffersAsync([offerId], ct)).SingleOrDefault()
            ?? throw new RuleException("offer.not_on_sale", "This product is no longer on sale.", "offerId");
        await db.InTransactionAsync(async () =>
        {
            var line = await db.BasketLines.SingleOrDefaultAsync(x => x.OwnerId == owner && x.OfferId == offerId, ct);
            var milli = want(terms, line?.Milli ?? 0);
            if (milli is < 1 or > Quantity.MaxMilli) throw new RuleException("quantity.range", "Enter a quantity above zero.", "quantity");
            if (milli % terms.StepMilli != 0)
                throw new RuleException("quantity.step", "The quantity is not a multiple of the step.", "quantity", new Quantity(terms.StepMilli, terms.Unit));
            if (line is not null) line.Milli = milli;
            else if (await db.BasketLines.CountAsync(x => x.OwnerId == owner, ct) >= MaxLines)
                throw new RuleException("basket.full", "A basket holds at most 100 products.", "", MaxLines);
            else db.BasketLines.Add(new() { OwnerId = owner, OfferId = offerId, Unit = terms.Unit, Milli = milli, AddedAt = now });
            return 0;
        }, ct);
    }

    /// <summary>What one tap puts in: one unit, or one step when steps are larger.</summary>
    private static long Portion(OfferTerms terms) => terms.StepMilli >= 1000 ? terms.StepMilli : 1000 / terms.StepMilli * terms.StepMilli;
}
