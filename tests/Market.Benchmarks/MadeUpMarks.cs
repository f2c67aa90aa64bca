using System.Globalization;
using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Catalog.Expiry;
using Market.Catalog.Marks;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Benchmarks;

/// <summary>Licences and certificates written past the use cases; the same ones for the same numbers.</summary>
internal static class MadeUpMarks
{
    private const int Piece = 10_000;
    private static readonly Guid Town = new(1, 9, 9, new byte[8]), Office = new(2, 9, 9, new byte[8]), Manager = new(3, 9, 9, new byte[8]);

    /// <summary>A cooperative's names: of places, traits and goods, so that parts of them are shared by few and by many.</summary>
    public static (string Name, string NameEn) Name(int number) => (
        $"{MadeUpProducts.Places[number % 12]}{MadeUpProducts.Name(number)}{MadeUpProducts.Traits[number / 12 % 12]}第{number}合作社",
        string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + number % 26)}{(char)('a' + number / 26 % 26)}{(char)('a' + number / 7 % 26)}la {number} growers"));

    /// <summary>Each holder has two marks of its own.</summary>
    public static string Brand(int holder, int which) => $"{MadeUpProducts.Name(holder * 7 + which)}{MadeUpProducts.Traits[(holder + which * 5) % 12]}{holder}号";

    /// <summary>The shared logo and a green certificate for all products of a cooperative.</summary>
    public static async Task BadgeAsync(CatalogDb db, Guid holder, DateOnly today)
    {
        var products = await db.Products.Where(x => x.CooperativeId == holder).Select(x => x.Id).ToListAsync();
        var certificate = Certificate.Submit(holder, new("green", "LB-BENCH", products, "认证中心", today, today.AddYears(1)), new MarkScheme(), new MarkRules(), Manager, today);
        certificate.Verify(Office, null, DistrictClock.StartOf(today));
        var licence = Granted(holder, "基准", products, "TY-2020-0001", today, today.AddYears(1));
        await InOneAsync(db, async () =>
        {
            await db.BulkInsertAsync([certificate], CancellationToken.None);
            await db.BulkInsertAsync(certificate.Products, CancellationToken.None);
            await db.BulkInsertAsync([licence], CancellationToken.None);
            await db.BulkInsertAsync(licence.Products, CancellationToken.None);
        });
    }

    /// <summary>Certificates that all end on one day. Their products are left out: the sweep does not look at them.</summary>
    public static async Task CertificatesAsync(CatalogDb db, string kind, int count, int holders, DateOnly last)
    {
        var (ids, verified) = (Enumerable.Range(0, holders).Select(_ => Guid.CreateVersion7()).ToArray(), DistrictClock.StartOf(last.AddYears(-1)));
        foreach (var piece in Enumerable.Range(0, count).Chunk(Piece))
        {
            var made = piece.Select(i => new Certificate
            {
                Kind = kind,
                Number = string.Create(CultureInfo.InvariantCulture, $"BENCH-{i:0000000}"),
                CooperativeId = ids[i % holders],
                Issuer = "认证中心",
                IssuedOn = last.AddYears(-1),
                ValidUntil = last,
                SubmittedBy = Manager,
            }).ToList();
            made.ForEach(x => x.Verify(Office, null, verified));
            await InOneAsync(db, () => db.BulkInsertAsync(made, CancellationToken.None));
        }
    }

    /// <summary>Licences of all products on sale of the made-up holders, five in a row for each: four that expired and one that holds; of a hundred one is suspended and one revoked.</summary>
    public static async Task LicencesAsync(CatalogDb db, int count, DateOnly today)
    {
        const int generations = 5;
        var holders = await db.Cooperatives.Where(x => x.Slug.StartsWith("bench-")).OrderBy(x => x.Slug).Select(x => x.Id).ToListAsync();
        var numbers = holders.Select((x, i) => (x, i)).ToDictionary(x => x.x, x => x.i);
        var products = await db.Products.Where(x => holders.Contains(x.CooperativeId)).OrderBy(x => x.Id).Select(x => new { x.Id, x.CooperativeId }).Take(count / generations).ToListAsync();
        var (number, now) = (0, DistrictClock.StartOf(today));
        for (var generation = 0; generation < generations; generation++)
            foreach (var piece in products.Select((x, i) => (Product: x, Index: i)).Chunk(Piece))
            {
                var licences = new List<Licence>();
                foreach (var (product, i) in piece)
                {
                    // The last generation began within the last year, each one before it a year earlier.
                    var from = today.AddYears(generation - generations + 1).AddDays(-300 + (int)(300L * i / products.Count));
                    var licence = Granted(product.CooperativeId, Brand(numbers[product.CooperativeId], i % 2), [product.Id], string.Create(CultureInfo.InvariantCulture, $"TY-{from.Year}-{++number:0000}"), from, from.AddYears(1).AddDays(-1));
                    if (generation == generations - 1 && i % 100 < 2)
                        if (i % 100 == 0) licence.Suspend([], "抽检", Office, now);
                        else licence.Revoke("冒用", Office, now);
                    licences.Add(licence);
                }
                await InOneAsync(db, async () =>
                {
                    await db.BulkInsertAsync(licences, CancellationToken.None);
                    await db.BulkInsertAsync(licences.SelectMany(x => x.Products).ToList(), CancellationToken.None);
                    await db.BulkInsertAsync(licences.SelectMany(x => x.Events).ToList(), CancellationToken.None);
                });
            }
        await InOneAsync(db, () => RegisterUpkeep.CompleteAsync(db, CancellationToken.None));
    }

    /// <summary>As if licences had been swept every day.</summary>
    public static Task ToldAsync(CatalogDb db, DateOnly today)
    {
        foreach (var (step, days) in new[] { (0, -1), (30, 30), (60, 60), (90, 90) })
        {
            var progress = new SweepProgress { Kind = MarkScheme.SharedLogo, Step = step };
            progress.Finish(today.AddDays(days));
            db.Add(progress);
        }
        return db.SaveChangesAsync();
    }

    /// <summary>What people ask the register: of a hundred, 30 part of a sub-brand, 30 part of a cooperative's name (10 in English), 25 a number or the beginning of one, 10 a status, 5 a word that all have.</summary>
    public static IEnumerable<string> Searches(int holders, int count)
    {
        var dice = new Random(20261129);
        string Part(string text, int length) => text.Substring(dice.Next(Math.Max(1, text.Length - length + 1)), Math.Min(length, text.Length));
        for (var i = 0; i < count; i++)
        {
            var (holder, page) = (dice.Next(holders), dice.Next(1, 4));
            yield return (i % 100) switch
            {
                < 30 => "?q=" + Uri.EscapeDataString(Part(Brand(holder, i % 2), dice.Next(3, 6))),
                < 50 => "?q=" + Uri.EscapeDataString(Part(Name(holder).Name, dice.Next(4, 8))),
                < 60 => "?q=" + Uri.EscapeDataString(Part(Name(holder).NameEn, 8)),
                < 75 => string.Create(CultureInfo.InvariantCulture, $"?q=TY-{2022 + dice.Next(5)}-{dice.Next(100, 9999)}"),
                < 85 => string.Create(CultureInfo.InvariantCulture, $"?q=TY-{2022 + dice.Next(5)}&status={Status(dice)}&page={page}"),
                < 95 => string.Create(CultureInfo.InvariantCulture, $"?status={Status(dice)}&page={page}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"?q={Uri.EscapeDataString(i % 2 == 0 ? "合作社" : "growers")}&page={page}"),
            };
        }
    }

    private static string Status(Random dice) => new[] { "active", "suspended", "expired", "revoked" }[dice.Next(4)];

    private static Licence Granted(Guid holder, string brand, IReadOnlyCollection<Guid> products, string number, DateOnly from, DateOnly until)
    {
        var now = DistrictClock.StartOf(from);
        var application = LicenceApplication.Submit(holder, 1, new(products, brand, new("章程已备案", "抽检合格", "没有投诉"), "2026-1", from), Manager, now);
        application.Support(Town, "", now);
        return Licence.Grant(application, number, new(until), Office, now);
    }

    private static async Task InOneAsync(CatalogDb db, Func<Task> work)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await work();
        await transaction.CommitAsync();
    }
}
