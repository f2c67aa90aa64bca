using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Kernel.Values;

namespace Market.Catalog.Demo;

/// <summary>Products of the demo from rows of products.tsv.</summary>
internal static class DemoProducts
{
    public static Product Product(string[] row, Cooperative cooperative, Guid category, string picture, DateTime created)
    {
        var product = new Product { CooperativeId = cooperative.Id, CreatedAt = created, PictureHash = picture };
        var licence = row[1] is "honey" or "tea" or "processed" ? "SC1036209020" + row[0].Length.ToString("0000", System.Globalization.CultureInfo.InvariantCulture) : "";
        product.Describe(new(row[2], row[3], row[15], row[16], row[4], row[5], cooperative.Village, "一级", row[14], row[13], licence), category);
        return product;
    }

    public static OfferTermsForm Terms(string[] row)
    {
        Units.TryParse(row[7], out var unit);
        var tolerance = (int)DemoRows.Number(row[11]);
        return new(unit, DemoRows.Number(row[8]), DemoRows.Number(row[9]), DemoRows.Number(row[10]), tolerance > 0, tolerance);
    }

    /// <summary>A month of small price steps that ends at today's price.</summary>
    public static void History(CatalogDb db, Offer offer, Random luck, DateTime now)
    {
        for (var days = 30; days > 0; days -= luck.Next(3, 8))
            db.PriceChanges.Add(new PriceChange { OfferId = offer.Id, At = now.AddDays(-days), PriceFen = Math.Max(10, offer.PriceFen * luck.Next(88, 113) / 100) });
        db.PriceChanges.Add(new PriceChange { OfferId = offer.Id, At = now.AddMinutes(-30), PriceFen = offer.PriceFen });
    }

    /// <summary>Green at three vegetable growers, organic millet, a geographical indication, and one certificate that has run out.</summary>
    public static void Certify(CatalogDb db, string cooperative, Product product, Guid office, DateOnly today)
    {
        var n = (db.Certificates.Local.Count + 1).ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
        var (kind, number, from, until) = (cooperative, product.Name) switch
        {
            ("shangwan" or "heyan", _) => ("green", $"LB-15-2510{n}A", today.AddDays(-400), today.AddDays(600)),
            ("shiqiao", "石磨小米" or "黄小米") => ("organic", "0022600000000" + n, today.AddDays(-200), today.AddDays(58)),
            ("nanpo", "南坡红富士" or "秋月梨") => ("geographical_indication", $"AGI{n}", today.AddDays(-700), today.AddYears(4)),
            ("beigou", _) => ("pollution_free", $"WGH-22-{n}", today.AddDays(-1200), today.AddDays(-100)),
            _ => ("", "", today, today),
        };
        if (kind is "") return;
        var certificate = new Certificate { Kind = kind, Number = number, CooperativeId = product.CooperativeId, Issuer = "示范认证机构", IssuedOn = from, ValidUntil = until };
        certificate.Products.Add(new CertificateProduct { CertificateId = certificate.Id, ProductId = product.Id });
        certificate.Verify(office, null, from.ToDateTime(new(4, 0), DateTimeKind.Utc));
        db.Certificates.Add(certificate);
    }

    /// <summary>Three harvests that can be ordered ahead.</summary>
    public static IEnumerable<DemoOffer> Presales(CatalogDb db, Dictionary<string, Cooperative> cooperatives, Dictionary<string, Category> categories,
        Dictionary<string, string> pictures, DateTime now)
    {
        var today = DistrictClock.Date(now);
        foreach (var (cooperative, category, zh, en, picture, price, cap, days) in new[]
        {
            ("nanpo", "fruit", "冬储红富士", "Winter-store Fuji apple", "red-apple", 5600L, 600_000L, 40),
            ("dongtan", "roots", "窖藏紫薯", "Cellar sweet potato", "roasted-sweet-potato", 2400L, 300_000L, 25),
            ("xigou", "fruit", "暖棚草莓头茬", "First-crop strawberries", "strawberry", 3600L, 200_000L, 30),
        })
        {
            var product = new Product { CooperativeId = cooperatives[cooperative].Id, CreatedAt = now.AddDays(-20), PictureHash = pictures[picture] };
            product.Describe(new(zh, en, "先订着,熟了就送。", "Order now, delivered at harvest.", "", "箱", cooperatives[cooperative].Village), categories[category].Id);
            var offer = Offer.For(product, new(Unit.Box, 1000, 2500, price, Presale: new(20, today.AddDays(days), cap, DepositReturned: true)), today);
            product.Offers.Add(offer);
            product.Submit(processed: false);
            product.Approve(now.AddDays(-15));
            db.Products.Add(product);
            db.PriceChanges.Add(new PriceChange { OfferId = offer.Id, At = now.AddDays(-20), PriceFen = price });
            db.Outbox.Add(OutboxMessage.Of(new PresaleOpened(offer.Id, offer.CooperativeId, cap, Guid.Empty), now));
            yield return new(offer.Id, offer.CooperativeId, offer.StepMilli, false, true, cap);
        }
    }
}
