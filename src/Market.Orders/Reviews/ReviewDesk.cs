using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Reviews;

/// <summary>A published review.</summary>
/// <param name="BuyerName">Masked, e.g. 王**.</param>
/// <param name="Stars">1 to 5.</param>
public sealed record ReviewView(Guid Id, string BuyerName, int Stars, string Text, DateTime At);

/// <summary>Reviews of goods, by people who received them.</summary>
public sealed class ReviewDesk(OrdersDb db)
{
    /// <summary>Publishes a review of a received line; one per line.</summary>
    /// <param name="buyerName">Full name; only its first character is kept.</param>
    /// <returns>false when the buyer has no such line.</returns>
    /// <exception cref="RuleException"><c>review.not_received</c>, <c>review.exists</c>, <c>review.stars_range</c></exception>
    public Task<bool> WriteAsync(NewReview review, Actor buyer, string buyerName, DateTime now, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var line = await (from row in db.Lines
                          join part in db.SubOrders on row.SubOrderId equals part.Id
                          where row.Id == review.LineId && part.Order!.BuyerId == buyer.Id
                          select new { row.ProductId, part.State }).SingleOrDefaultAsync(ct);
        if (line is null) return false;
        if (line.State != SubOrderState.Completed) throw new RuleException("review.not_received", "You can write a review once you have the goods.");
        if (review.Stars is < 1 or > 5) throw new RuleException("review.stars_range", "Choose one to five stars.", "stars");
        if (await db.Reviews.AnyAsync(x => x.LineId == review.LineId, ct)) throw new RuleException("review.exists", "You have already reviewed this.");
        var written = new Review
        {
            LineId = review.LineId,
            ProductId = line.ProductId,
            BuyerId = buyer.Id,
            BuyerName = Mask(buyerName),
            Stars = review.Stars,
            Text = review.Text.Trim(),
            At = now,
        };
        db.Reviews.Add(written);
        db.Outbox.Add(OutboxMessage.Of(new ReviewPublished(written.Id, written.ProductId, written.Stars), now));
        db.Deeds.Add(buyer.Does("review.write", written.Id, now));
        return true;
    }, ct);

    /// <summary>Reviews of a product, newest first.</summary>
    public Task<List<ReviewView>> OfProductAsync(Guid productId, int count, CancellationToken ct) => db.Reviews.AsNoTracking()
        .Where(x => x.ProductId == productId).OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Take(count)
        .Select(x => new ReviewView(x.Id, x.BuyerName, x.Stars, x.Text, x.At)).ToListAsync(ct);

    /// <summary>Lines of an order the buyer has reviewed already.</summary>
    public Task<List<Guid>> ReviewedAsync(IReadOnlyCollection<Guid> lineIds, CancellationToken ct) =>
        db.Reviews.Where(x => lineIds.Contains(x.LineId)).Select(x => x.LineId).ToListAsync(ct);

    /// <summary>First character and two stars: enough to tell people apart, too little to find them.</summary>
    public static string Mask(string name) => name.Length == 0 ? "**" : System.Globalization.StringInfo.GetNextTextElement(name) + "**";
}

/// <param name="Text">0 to 1,000 characters.</param>
public sealed record NewReview(Guid LineId, int Stars, string Text);
