using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>Somebody acting for cooperatives: their own, or those that gave their station a mandate.</summary>
/// <param name="Cooperatives">Products of others do not exist for this person.</param>
public sealed record Lister(Guid PersonId, IReadOnlyCollection<Guid> Cooperatives);

/// <summary>A cooperative's own listings: words, offers, prices, submitting, retiring.</summary>
public sealed class ListingDesk(CatalogDb db, TimeProvider clock)
{
    /// <summary>Starts a draft.</summary>
    /// <param name="category">Slug of the category, or null to choose later.</param>
    /// <exception cref="RuleException">A text does not fit, or <c>category.unknown</c>.</exception>
    public async Task<Guid> DraftAsync(Guid cooperativeId, ProductWords words, string? category, Lister lister, CancellationToken ct)
    {
        if (!lister.Cooperatives.Contains(cooperativeId)) throw new RuleException("cooperative.unknown", "Choose a cooperative.", "cooperativeId");
        var now = clock.GetUtcNow().UtcDateTime;
        var product = new Product { CooperativeId = cooperativeId, CreatedAt = now };
        product.Describe(words, await CategoryAsync(category, ct));
        return await db.InTransactionAsync(async () =>
        {
            db.Products.Add(product);
            Note(lister, "listing.draft", product.Id, now);
            await ChangeSequence.StampAsync(db, [product], ct);
            return product.Id;
        }, ct);
    }

    /// <returns>false when the lister has no such product.</returns>
    public async Task<bool> DescribeAsync(Guid productId, ProductWords words, string? category, Lister lister, CancellationToken ct)
    {
        var categoryId = await CategoryAsync(category, ct);
        return await ChangeAsync(productId, "listing.describe", lister, product => product.Describe(words, categoryId), ct);
    }

    /// <param name="hash">A picture uploaded before, or null for none.</param>
    public Task<bool> ShowAsync(Guid productId, string? hash, Lister lister, CancellationToken ct) =>
        ChangeAsync(productId, "listing.picture", lister, product => product.PictureHash = hash, ct);

    /// <summary>Adds a way to buy it; a presale puts its forecast on the shelf.</summary>
    public Task<bool> OfferAsync(Guid productId, OfferTermsForm form, Lister lister, CancellationToken ct) => ChangeAsync(productId, "offer.add", lister, product =>
    {
        if (product.State == ListingState.Retired) throw new RuleException("listing.retired", "This listing is already retired.");
        var now = clock.GetUtcNow().UtcDateTime;
        var offer = Offer.For(product, form, DistrictClock.Date(now));
        product.Offers.Add(offer);
        db.Entry(offer).State = EntityState.Added;
        db.PriceChanges.Add(new PriceChange { OfferId = offer.Id, At = now, PriceFen = offer.PriceFen, ActorId = lister.PersonId });
        if (form.Presale is { } presale) db.Outbox.Add(OutboxMessage.Of(new PresaleOpened(offer.Id, offer.CooperativeId, presale.CapMilli, lister.PersonId), now));
    }, ct);

    /// <summary>Sets the price in force from now on; orders keep the price they were placed at.</summary>
    public Task<bool> PriceAsync(Guid productId, Guid offerId, long fen, Lister lister, CancellationToken ct) => ChangeAsync(productId, "offer.price", lister, product =>
    {
        var offer = Known(product, offerId);
        offer.Price(fen);
        db.PriceChanges.Add(new PriceChange { OfferId = offer.Id, At = clock.GetUtcNow().UtcDateTime, PriceFen = fen, ActorId = lister.PersonId });
    }, ct);

    public Task<bool> RetireOfferAsync(Guid productId, Guid offerId, Lister lister, CancellationToken ct) =>
        ChangeAsync(productId, "offer.retire", lister, product => Known(product, offerId).Retire(clock.GetUtcNow().UtcDateTime), ct);

    /// <summary>Hands the listing to the town.</summary>
    public async Task<bool> SubmitAsync(Guid productId, Lister lister, CancellationToken ct)
    {
        var processed = await db.Products.Where(x => x.Id == productId).Join(db.Categories, x => x.CategoryId, x => x.Id, (_, category) => category.Processed).SingleOrDefaultAsync(ct);
        return await ChangeAsync(productId, "listing.submit", lister, product => product.Submit(processed), ct);
    }

    /// <summary>Takes it off the shelf for good; nothing is deleted.</summary>
    public Task<bool> RetireAsync(Guid productId, Lister lister, CancellationToken ct) => ChangeAsync(productId, "listing.retire", lister, product => product.Retire(), ct);

    private static Offer Known(Product product, Guid offerId) => product.Offers.Find(x => x.Id == offerId && x.RetiredAt is null)
        ?? throw new RuleException("offer.unknown", "This offer is no longer on sale.", "offerId");

    private Task<bool> ChangeAsync(Guid productId, string action, Lister lister, Action<Product> change, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var product = await db.Products.Include(x => x.Offers).SingleOrDefaultAsync(x => x.Id == productId && lister.Cooperatives.Contains(x.CooperativeId), ct);
        if (product is null) return false;
        change(product);
        Note(lister, action, productId, clock.GetUtcNow().UtcDateTime);
        await ChangeSequence.StampAsync(db, [product], ct);
        return true;
    }, ct);

    private async Task<Guid?> CategoryAsync(string? slug, CancellationToken ct) => string.IsNullOrEmpty(slug)
        ? null
        : await db.Categories.Where(x => x.Slug == slug).Select(x => (Guid?)x.Id).SingleOrDefaultAsync(ct)
            ?? throw new RuleException("category.unknown", "Choose a category.", "category");

    private void Note(Lister lister, string action, Guid subject, DateTime now) =>
        db.Audit.Add(new AuditEntry { At = now, ActorId = lister.PersonId, Action = action, SubjectId = subject });
}
