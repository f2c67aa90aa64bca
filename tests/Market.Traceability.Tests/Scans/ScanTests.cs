using Market.Kernel;
using Market.Traceability.Codes;
using Market.Traceability.Serials;
using Market.Traceability.Lots;
using Market.Traceability.Scans;
using Market.Traceability.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Scans;

public sealed class ScanTests : IAsyncLifetime
{
    private Trace trace = null!;
    private Farm farm = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        farm = new(trace);
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task A_batch_stores_one_row_and_its_codes_lead_to_the_lot()
    {
        var (lot, batch) = await BatchAsync(10_000_000);
        var codes = await CodesAsync(batch, 9_999_999, 5);

        var code = Assert.Single(codes);
        Assert.Equal($"HTTPS://SHOP.EXAMPLE/T/{code.Serial}", code.Url);
        var scanned = await ScanAsync(code.Serial.ToLowerInvariant());
        Assert.Equal((lot, 1, Trace.Start.UtcDateTime), (scanned!.Lot, scanned.History.Count, scanned.History.FirstAt));
        await trace.WithAsync(async db => Assert.Equal((1, 0, 1), (await db.CodeBatches.CountAsync(), await db.Codes.CountAsync(), await db.Scans.CountAsync())));
    }

    [Fact]
    public async Task Made_up_serials_lead_nowhere_even_with_a_right_check_character()
    {
        var (_, batch) = await BatchAsync(1000);
        var serial = (await CodesAsync(batch, 0, 1))[0].Serial;

        var forged = 0;
        foreach (var other in SerialAlphabet.Characters.Where(x => x != serial[10]))
        {
            var body = serial[..10] + other + serial[11];
            if (await ScanAsync(body + SerialAlphabet.Check(body)) is not null) forged++;
        }
        Assert.Equal(0, forged);
        Assert.Null(await ScanAsync(serial[..^1] + SerialAlphabet.Characters.First(x => x != serial[^1])));
        Assert.Null(await ScanAsync("no code"));
        await trace.WithAsync(async db => Assert.Equal(0, await db.Scans.CountAsync()));
    }

    [Fact]
    public async Task Of_a_hundred_thousand_codes_changed_or_made_up_at_random_none_is_taken_for_a_genuine_one()
    {
        var (_, batch) = await BatchAsync(1000);
        var genuine = (await CodesAsync(batch, 0, 1000)).ConvertAll(x => x.Serial);
        var (all, chance, taken) = (genuine.ToHashSet(StringComparer.Ordinal), new Random(5), new List<string>());
        var desk = trace.Get<ScanDesk>();
        for (var i = 0; i < 100_000; i++)
        {
            var text = Changed(genuine[i % 1000].ToCharArray(), chance);
            if (!all.Contains(SerialAlphabet.Plain(text)) && await desk.LookAsync(text, default) is not null) taken.Add(text);
        }

        // One in 1,048,576 passes by chance; this seed has none.
        Assert.Empty(taken);
        await trace.WithAsync(async db => Assert.Equal((0, 0), (await db.Codes.CountAsync(), await db.Scans.CountAsync())));
    }

    private static string Changed(char[] serial, Random chance)
    {
        var at = chance.Next(serial.Length);
        switch (chance.Next(6))
        {
            case 0: serial[at] = SerialAlphabet.Characters[chance.Next(32)]; break;
            case 1: (serial[at], serial[(at + 1) % serial.Length]) = (serial[(at + 1) % serial.Length], serial[at]); break;
            case 2: return new string(serial).Remove(at, 1);
            case 3: return new string(serial).Insert(at, SerialAlphabet.Characters[chance.Next(32)].ToString());
            case 4: serial[at] = (char)chance.Next(0x3000); break;
            default:
                for (var i = 0; i < serial.Length - 1; i++) serial[i] = SerialAlphabet.Characters[chance.Next(32)];
                serial[^1] = SerialAlphabet.Check(serial.AsSpan(0, serial.Length - 1));
                break;
        }
        return new(serial);
    }

    [Fact]
    public async Task Scans_at_the_same_moment_are_all_counted()
    {
        var (_, batch) = await BatchAsync(1000);
        var codes = await CodesAsync(batch, 0, 3);

        var counts = await Task.WhenAll(Enumerable.Range(0, 90).Select(i => ScanAsync(codes[i % 3].Serial, $"device {i}")));

        Assert.Equal(90, counts.Length);
        await trace.WithAsync(async db =>
        {
            Assert.Equal([30, 30, 30], await db.Scans.GroupBy(x => x.Number).Select(x => x.Max(y => y.Nth)).ToListAsync());
            Assert.Equal(90, await db.Scans.CountAsync());
        });
    }

    [Fact]
    public async Task Replicas_that_record_the_same_code_at_once_count_every_scan_once()
    {
        var (lot, batch) = await BatchAsync(1000);
        var code = (await CodesAsync(batch, 0, 1))[0];
        await ScanAsync(code.Serial);
        var (number, found) = await FoundAsync();

        // Each book is another replica's: none waits for the others but at the database.
        var histories = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => trace.AskAsync<Market.Traceability.Data.TraceDb, ScanHistory[]>(db =>
            new ScanBook(db).RecordAsync([new(number, found, Trace.Start.UtcDateTime, $"{i:x16}", ""), new(number, found, Trace.Start.UtcDateTime, $"{i:x16}", "")], default))));

        Assert.Equal(Enumerable.Range(2, 12), histories.SelectMany(x => x).Select(x => x.Count).Order());
        await trace.WithAsync(async db => Assert.Equal(Enumerable.Range(1, 13), await db.Scans.OrderBy(x => x.Nth).Select(x => x.Nth).ToListAsync()));
        Assert.Equal(lot, found.Lot);
    }

    [Fact]
    public async Task Replicas_that_meet_at_one_code_without_end_lose_no_scan()
    {
        const int replicas = 4, batches = 50;
        var (_, batch) = await BatchAsync(1000);
        await ScanAsync((await CodesAsync(batch, 0, 1))[0].Serial);
        var (number, found) = await FoundAsync();

        // Each has its own connection and scans of other codes in every batch, and goes on at once.
        await Task.WhenAll(Enumerable.Range(0, replicas).Select(i => trace.AskAsync<Market.Traceability.Data.TraceDb, int>(async db =>
        {
            using var book = new ScanBook(db);
            await book.OpenAsync(default);
            for (var n = 0; n < batches; n++)
                await book.RecordAsync([.. new[] { number + 1 + (n % 7), number, number + 9 - i }.Select(x => new Scan(x, found, Trace.Start.UtcDateTime, $"{i:x16}", ""))], default);
            return 0;
        })));

        await trace.WithAsync(async db =>
        {
            Assert.Equal(1 + (replicas * batches), await db.Scans.CountAsync(x => x.Number == number));
            Assert.Equal(1 + (3 * replicas * batches), await db.Scans.CountAsync());
        });
    }

    [Fact]
    public async Task A_batch_that_fails_takes_only_those_with_it_and_a_rest_between_scans_changes_nothing()
    {
        var (_, batch) = await BatchAsync(10);
        var codes = (await CodesAsync(batch, 0, 3)).ConvertAll(x => x.Serial);
        await ScanAsync(codes[0]);
        var recorder = trace.Get<ScanRecorder>();

        // Nobody has this batch: what is asked of it cannot be answered.
        await Assert.ThrowsAsync<KeyNotFoundException>(() => recorder.RecordAsync(new(99_999_999, new(Guid.CreateVersion7(), 0, 1, Guid.CreateVersion7(), "", "", ""), Trace.Start.UtcDateTime, new('0', 16), ""), default));
        var afterFailure = await ScanAsync(codes[0]);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        var afterRest = (await ScanAsync(codes[0]), await ScanAsync(codes[1]));

        Assert.Equal((2, 3, 1), (afterFailure!.History.Count, afterRest.Item1!.History.Count, afterRest.Item2!.History.Count));
        await trace.WithAsync(async db => Assert.Equal([1, 1, 2, 3], await db.Scans.Select(x => x.Nth).OrderBy(x => x).ToListAsync()));
    }

    [Fact]
    public async Task Many_devices_and_far_places_make_a_code_odd()
    {
        var (_, batch) = await BatchAsync(10);
        var serial = (await CodesAsync(batch, 0, 1))[0].Serial;
        var first = await ScanAsync(serial, "a", "青石镇");

        var far = await ScanAsync(serial, "a", "大河镇");
        for (var i = 0; i < 6; i++) await ScanAsync(serial, $"device {i}");
        var many = await ScanAsync(serial, "another");

        Assert.Equal((30, 70, 70), (first!.History.Score, far!.History.Score, many!.History.Score));
        Assert.Equal("青石镇", many.History.FirstPlace);
    }

    [Fact]
    public async Task Five_devices_a_day_are_a_family_the_sixth_is_odd()
    {
        var (_, batch) = await BatchAsync(10);
        var codes = await CodesAsync(batch, 0, 2);
        var (alone, together) = (new List<int>(), new List<int>());

        for (var i = 1; i <= 6; i++) alone.Add((await ScanAsync(codes[0].Serial, $"device {i}"))!.History.Score);
        await Task.WhenAll(Enumerable.Range(1, 5).Select(i => ScanAsync(codes[1].Serial, $"device {i}")));
        together.Add((await ScanAsync(codes[1].Serial, "device 5"))!.History.Score);
        together.Add((await ScanAsync(codes[1].Serial, "device 6"))!.History.Score);
        trace.Clock.Advance(TimeSpan.FromHours(25));
        together.Add((await ScanAsync(codes[1].Serial, "device 7"))!.History.Score);

        Assert.Equal([30, 30, 30, 30, 30, 70], alone);
        Assert.Equal([30, 70, 30], together);
    }

    [Fact]
    public async Task A_town_told_by_an_earlier_device_counts_for_the_second_scan_already()
    {
        var (_, batch) = await BatchAsync(10);
        var serial = (await CodesAsync(batch, 0, 1))[0].Serial;
        await ScanAsync(serial, "a", "青石镇");
        var silent = await ScanAsync(serial, "b");

        var far = await ScanAsync(serial, "c", "大河镇");
        trace.Clock.Advance(TimeSpan.FromMinutes(31));
        var later = await ScanAsync(serial, "d", "青石镇");

        Assert.Equal((30, 70, 30), (silent!.History.Score, far!.History.Score, later!.History.Score));
    }

    [Fact]
    public async Task Packs_of_goods_never_packed_not_yet_shipped_or_opened_before_are_scored()
    {
        var (lot, batch) = await BatchAsync(10);
        var serial = (await CodesAsync(batch, 0, 1))[0].Serial;
        var unpacked = await ScanAsync(serial);
        await trace.WithAsync(db => db.Lots.Where(x => x.Code == lot).ExecuteUpdateAsync(set => set.SetProperty(x => x.Packed, true)));
        var packed = await ScanAsync(serial);
        await trace.WithAsync(db => db.Lots.Where(x => x.Code == lot).ExecuteUpdateAsync(set => set.SetProperty(x => x.ShippedGrams, 1)));
        var shipped = await ScanAsync(serial);
        await MarkAsync(number => new() { Number = number, CoveredAt = trace.Clock.GetUtcNow().UtcDateTime });
        trace.Clock.Advance(TimeSpan.FromHours(23));
        var shown = await ScanAsync(serial);
        trace.Clock.Advance(TimeSpan.FromHours(2));
        var reused = await ScanAsync(serial);

        Assert.Equal([30, 20, 0, 0, 20], new[] { unpacked, packed, shipped, shown, reused }.Select(x => x!.History.Score));
    }

    [Fact]
    public async Task A_voided_code_and_one_looked_up_without_end_are_odd()
    {
        var (_, batch) = await BatchAsync(10);
        var codes = await CodesAsync(batch, 0, 2);
        await ScanAsync(codes[0].Serial);
        await MarkAsync(number => new() { Number = number, VoidedAt = Trace.Start.UtcDateTime });
        await ScanAsync(codes[1].Serial);
        await trace.WithAsync(async db =>
        {
            var number = await db.Scans.MaxAsync(x => x.Number);
            db.Scans.Add(new() { Number = number, Nth = 1_000_000, At = Trace.Start.UtcDateTime, Device = new('0', 16) });
            await db.SaveChangesAsync();
        });

        var (voided, worn) = (await ScanAsync(codes[0].Serial), await ScanAsync(codes[1].Serial));

        Assert.Equal((true, 100, 2, true), (voided!.History.Voided, voided.History.Score, voided.History.Count, voided.IsOdd));
        Assert.Equal((100, 1_000_001, true), (worn!.History.Score, worn.History.Count, worn.IsOdd));
    }

    [Fact]
    public async Task A_look_tells_what_is_known_and_counts_nothing()
    {
        var (lot, batch) = await BatchAsync(10);
        var serial = (await CodesAsync(batch, 0, 1))[0].Serial;
        var before = await LookAsync(serial);
        await ScanAsync(serial);

        Assert.Equal((lot, 0), (before!.Lot, before.History.Count));
        Assert.Equal((1, 30), ((await LookAsync(serial))!.History.Count, (await LookAsync(serial))!.History.Score));
        Assert.Null(await LookAsync("no code"));
    }

    [Fact]
    public async Task A_covered_code_may_be_tried_before_anybody_scanned_the_pack()
    {
        var (_, batch) = await BatchAsync(10);
        var serial = (await CodesAsync(batch, 0, 1))[0].Serial;
        var (keyId, number) = ("", 0L);
        await trace.WithAsync(async db => (keyId, number) = await db.CodeBatches.Select(x => new ValueTuple<string, long>(x.KeyId, x.First)).SingleAsync());
        var covered = await trace.Get<CodeKeyring>().CoveredAsync(keyId, number, default);

        Assert.Equal(CoveredVerdict.Genuine, await UncoverAsync(serial, covered));
        Assert.Equal(CoveredVerdict.UsedBefore, await UncoverAsync(serial, covered));
        Assert.Equal((1, Trace.Start.UtcDateTime), ((await ScanAsync(serial))!.History.Count, (await LookAsync(serial))!.History.Covered));
    }

    [Fact]
    public async Task The_covered_code_is_used_up_by_its_first_try()
    {
        var (_, batch) = await BatchAsync(10);
        var serial = (await CodesAsync(batch, 0, 1))[0].Serial;
        var keyId = "";
        var number = 0L;
        await trace.WithAsync(async db => (keyId, number) = await db.CodeBatches.Select(x => new ValueTuple<string, long>(x.KeyId, x.First)).SingleAsync());
        var covered = await trace.Get<CodeKeyring>().CoveredAsync(keyId, number, default);
        await ScanAsync(serial);

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => UncoverAsync(serial, covered.ToLowerInvariant())));

        Assert.Equal(8, covered.Length);
        Assert.Equal(1, verdicts.Count(x => x == CoveredVerdict.Genuine));
        Assert.Equal(7, verdicts.Count(x => x == CoveredVerdict.UsedBefore));
        Assert.Equal(CoveredVerdict.Wrong, await UncoverAsync(serial, "00000000"));
    }

    [Fact]
    public async Task No_codes_for_a_lot_that_failed_or_of_somebody_else()
    {
        var lot = await farm.LotAsync();
        await trace.AskAsync<LotSteps, bool>(x => x.InspectAsync(farm.Party, lot, new("镇检测站", "", "超标", false, "", null), default));
        var id = await IdAsync(lot);

        Assert.Equal("lot.failed", (await Assert.ThrowsAsync<RuleException>(() => IssueAsync(farm.Party, id, 10))).Code);
        Assert.Equal("codes.count", (await Assert.ThrowsAsync<RuleException>(() => IssueAsync(farm.Party, id, 0))).Code);
        Assert.Null(await IssueAsync(new(Guid.CreateVersion7(), [Guid.CreateVersion7()]), id, 10));
    }

    /// <summary>The only code that was scanned, and its batch.</summary>
    private Task<(long Number, Batch Batch)> FoundAsync() => trace.AskAsync<Market.Traceability.Data.TraceDb, (long, Batch)>(async db => (await db.Scans.Select(x => x.Number).SingleAsync(),
        await db.CodeBatches.Join(db.Lots, x => x.LotId, y => y.Id, (x, y) => new Batch(x.Id, x.First, x.Count, x.LotId, y.Code, x.Gtin, x.KeyId)).SingleAsync()));

    /// <summary>Marks the only code that was scanned.</summary>
    private Task MarkAsync(Func<long, CodeRow> mark) => trace.WithAsync(async db =>
    {
        db.Codes.Add(mark(await db.Scans.Select(x => x.Number).Distinct().SingleAsync()));
        await db.SaveChangesAsync();
    });

    private async Task<(string Lot, Guid Batch)> BatchAsync(long count)
    {
        var lot = await farm.LotAsync();
        return (lot, (await IssueAsync(farm.Party, await IdAsync(lot), count))!.Value);
    }

    private async Task<Guid> IdAsync(string lot)
    {
        var id = Guid.Empty;
        await trace.WithAsync(async db => id = await db.Lots.Where(x => x.Code == lot).Select(x => x.Id).SingleAsync());
        return id;
    }

    private Task<Guid?> IssueAsync(TraceParty party, Guid lot, long count) => trace.AskAsync<CodeDesk, Guid?>(x => x.IssueAsync(party, lot, count, "印刷厂", default));

    private Task<List<PrintedCode>> CodesAsync(Guid batch, long skip, int count) => trace.AskAsync<CodeDesk, List<PrintedCode>>(x => x.PageAsync(farm.Party, batch, skip, count, default));

    private Task<ScannedCode?> ScanAsync(string serial, string traits = "a phone", string place = "") => trace.AskAsync<ScanDesk, ScannedCode?>(x => x.ScanAsync(serial, null, new(traits, place), default));

    private Task<ScannedCode?> LookAsync(string serial) => trace.AskAsync<ScanDesk, ScannedCode?>(x => x.LookAsync(serial, default));

    private async Task<CoveredVerdict?> UncoverAsync(string serial, string covered) => (await trace.AskAsync<ScanDesk, (CoveredVerdict Verdict, DateTime? At)?>(x => x.UncoverAsync(serial, covered, default)))?.Verdict;
}
