using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Demo;

/// <summary>What a demo order can be made of.</summary>
/// <param name="StockMilli">What the demo takes in, thousandths of the unit; presales bring their own forecast.</param>
public sealed record DemoOffer(Guid OfferId, Guid CooperativeId, long StepMilli, bool Weighed, bool Presale, long StockMilli);

/// <summary>What the demo made, for the orders that follow.</summary>
/// <param name="Managers">By cooperative.</param>
/// <param name="Parties">Who deals under a supply contract.</param>
public sealed record DemoMade(IReadOnlyList<DemoOffer> Offers, IReadOnlyList<Guid> Consumers, IReadOnlyDictionary<Guid, Guid> Managers, IReadOnlyList<Guid> Stations, DemoParties Parties);

/// <summary>A supermarket, one of its stores and a cooperative, with the people who act for them and the town.</summary>
/// <param name="Chair">Name of the cooperative's chair.</param>
public sealed record DemoParties(Guid ChainId, Guid StoreId, Guid Buyer, Guid Approver, Guid CooperativeId, Guid TownId, Guid Reviewer, string Chair);

/// <summary>An invented district to look around in: two towns, twelve cooperatives, everything the same on every start.</summary>
public sealed class DemoDistrict(CatalogDb db, TimeProvider clock)
{
    /// <summary>Password of every demo account.</summary>
    public const string Password = "CoopMarket-demo-1";

    /// <summary>Host part of every demo account's address.</summary>
    public const string Host = "demo.coopmarket.example";

    private readonly Dictionary<string, Guid> _people = new(StringComparer.Ordinal);
    private readonly List<DemoOffer> _offers = [];
    private readonly string _hash = new PasswordHasher<Person>().HashPassword(new Person(), Password);

    public Task<bool> IsEmptyAsync(CancellationToken ct) => db.Towns.AllAsync(_ => false, ct);

    /// <summary>Fills an empty catalogue.</summary>
    /// <param name="picture">Stores a picture and returns its hash.</param>
    public async Task<DemoMade> FillAsync(Func<Stream, Task<string>> picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var towns = DemoPlaces.Towns(db);
        var stations = DemoPlaces.Stations(db, towns);
        var chains = DemoPlaces.Chains(db);
        DemoPlaces.Stores(db, chains, towns);
        var categories = DemoPlaces.Categories(db);
        var cooperatives = Cooperatives(towns, now);
        Staff(towns, stations, chains, cooperatives);
        await ProductsAsync(cooperatives, categories, picture, now);
        Person("union.shuanghe", "王守田", Role.Manager, DemoPlaces.Union(db, towns, cooperatives, now));
        DemoPlaces.Mandates(db, stations, cooperatives, DistrictClock.Date(now));
        var licences = DemoLicences.Add(db, cooperatives, x => _people[x], now);
        (await db.MarkSchemes.SingleAsync(x => x.Kind == MarkScheme.SharedLogo, ct)).Register(new("DEMO-29-30-31", "29,30,31", "演示区农业品牌办", DistrictClock.Date(now).AddYears(8)));
        DemoSupervision.Add(db, x => _people[x], now);
        DemoShelves.Add(db, DistrictClock.Date(now), now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        await db.MarkSchemes.Where(x => x.Kind == MarkScheme.SharedLogo).ExecuteUpdateAsync(set => set.SetProperty(x => x.LastNumber, licences), ct);
        await db.RunningNumbers.ExecuteUpdateAsync(set => set.SetProperty(x => x.Last, 1), ct);
        await Brand.RegisterUpkeep.CompleteAsync(db, ct);
        await ChangeSequence.StampAsync(db, db.Products.Local, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new(_offers, [_people["consumer"], _people["consumer2"]], cooperatives.ToDictionary(x => x.Value.Id, x => _people["manager." + x.Key]), [.. stations.Values],
            new(chains["huijia"], db.Stores.Local.First(x => x.ChainId == chains["huijia"]).Id, _people["buyer.huijia"], _people["approver.huijia"], cooperatives["nanpo"].Id, towns["qingshi"], _people["reviewer.qingshi"], cooperatives["nanpo"].Chairs[0].Name));
    }

    private Dictionary<string, Cooperative> Cooperatives(Dictionary<string, Guid> towns, DateTime now)
    {
        var made = new Dictionary<string, Cooperative>(StringComparer.Ordinal);
        var today = DistrictClock.Date(now);
        foreach (var row in DemoRows.Of("cooperatives"))
        {
            var cooperative = Cooperative.Apply(new(row[0], row[1], row[2], towns[row[3]], row[4], row[5], $"0935-82{made.Count:00}100",
                $"{row[1]}章程:村集体和社员共同入股,一户一票,盈余按章程分配。"), now.AddDays(-900 + made.Count * 20));
            cooperative.File(today.AddDays(-880 + made.Count * 20));
            cooperative.BankAccount = $"6217 0000 0000 {1000 + made.Count}";
            cooperative.Chairs.Add(new ChairTerm { CooperativeId = cooperative.Id, Name = row[6], From = today.AddYears(-2), Until = today.AddYears(1) });
            foreach (var (kind, value) in new[] { ("households", row[7]), ("member_households", row[8]), ("collective_share", row[9]), ("largest_share", row[10]), ("joint_share", "6800") })
                cooperative.Attested.Add(new AttestedValue { CooperativeId = cooperative.Id, Kind = kind, Value = DemoRows.Number(value), Source = "村级集体经济组织登记表", AsOf = today.AddDays(-120) });
            db.Cooperatives.Add(made[row[0]] = cooperative);
        }
        return made;
    }

    private void Staff(Dictionary<string, Guid> towns, Dictionary<string, Guid> stations, Dictionary<string, Guid> chains, Dictionary<string, Cooperative> cooperatives)
    {
        Person("consumer", "李晓梅");
        Person("consumer2", "周建平");
        Person("inspector", "检验员 03", Role.Inspector);
        Person("office", "品牌办 01", Role.Office);
        Person("office2", "品牌办 02", Role.Office);
        Person("admin", "平台管理员", Role.Admin);
        foreach (var (slug, id) in towns) Person("reviewer." + slug, "镇审核员", Role.Reviewer, id);
        foreach (var (slug, id) in stations) Person("station." + slug, "站长", Role.Station, id);
        foreach (var (slug, id) in chains)
        {
            Person("buyer." + slug, "采购员", Role.Buyer, id);
            Person("approver." + slug, "采购主管", Role.Approver, id);
            Person("receiver." + slug, "收货员", Role.Receiver, id);
        }
        foreach (var (slug, cooperative) in cooperatives)
        {
            Person("manager." + slug, cooperative.Chairs[0].Name, Role.Manager, cooperative.Id);
            Person("clerk." + slug, "文书", Role.Clerk, cooperative.Id);
            Person("supervisor." + slug, "监事", Role.Supervisor, cooperative.Id);
        }
    }

    private void Person(string name, string displayName, Role? role = null, Guid? organisation = null)
    {
        var email = $"{name}@{Host}";
        var person = new Person
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            DisplayName = displayName,
            PasswordHash = _hash,
            SecurityStamp = Guid.CreateVersion7().ToString("N"),
            LockoutEnabled = true,
        };
        db.Users.Add(person);
        _people[name] = person.Id;
        if (role is { } given) db.Memberships.Add(new Membership { PersonId = person.Id, Role = given, OrganisationId = organisation });
    }

    private async Task ProductsAsync(Dictionary<string, Cooperative> cooperatives, Dictionary<string, Category> categories, Func<Stream, Task<string>> picture, DateTime now)
    {
        var luck = new Random(20261);
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in DemoRows.Of("products"))
        {
            if (!shown.TryGetValue(row[6], out var hash)) shown[row[6]] = hash = await picture(DemoRows.Picture(row[6]));
            var product = DemoProducts.Product(row, cooperatives[row[0]], categories[row[1]].Id, hash, now.AddHours(-luck.Next(2, 2000)));
            db.Products.Add(product);
            var offer = Offer.For(product, DemoProducts.Terms(row), DistrictClock.Date(now));
            product.Offers.Add(offer);
            DemoProducts.History(db, offer, luck, now);
            DemoProducts.Certify(db, row[0], product, _people["office"], DistrictClock.Date(now));
            _offers.Add(new(offer.Id, offer.CooperativeId, offer.StepMilli, offer.Weighed, false, DemoRows.Number(row[12]) * 1000));
            product.Submit(processed: false);
            product.Approve(now.AddHours(-luck.Next(2, 2000)));
        }
        foreach (var presale in DemoProducts.Presales(db, cooperatives, categories, shown, now)) _offers.Add(presale);
    }
}
