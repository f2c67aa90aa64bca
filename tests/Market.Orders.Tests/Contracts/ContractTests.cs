using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Archive;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Data;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Contracts;

/// <summary>The way of a contract from draft to archive.</summary>
public sealed class ContractTests : IAsyncLifetime
{
    private readonly Shop shop = new() { Settings = new() { Contracts = new() { MeetingFen = 1_000_000 } } };
    private Dealing dealing = null!;

    public async Task InitializeAsync()
    {
        await shop.InitializeAsync();
        dealing = new(shop);
    }

    public async Task DisposeAsync()
    {
        await shop.VerifyAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task A_contract_goes_from_draft_to_filed_and_each_line_counts_down()
    {
        var id = (await dealing.DraftAsync())!.Value;
        await dealing.AgreeAsync(id, ContractSide.Supplier);
        Assert.Equal(ContractState.Draft, (await dealing.ReadAsync(id)).State);
        await dealing.AgreeAsync(id, ContractSide.Chain);
        await dealing.ReviewAsync(id);
        await dealing.SealAsync(id);
        await dealing.FileAsync(id);

        var filed = await dealing.ReadAsync(id);
        await dealing.CallAsync(id, 12_500);
        var called = (await dealing.ReadAsync(id)).Lines[0];

        Assert.Equal((ContractState.Filed, "备-1", "李强", "马玉兰"), (filed.State, filed.Signed.FilingNumber, filed.Signed.Handler, filed.Signed.Chair));
        Assert.Matches("^HT-2026-[0-9]{6}$", filed.Number);
        Assert.Equal((1_000_000L, 12_500L, 987_500L), (called.Agreed, called.Called, called.Remaining));
        Assert.Equal(["contract.draft", "contract.agree", "contract.agree", "contract.support", "contract.seal", "contract.file"], filed.History.Select(x => x.Action));
    }

    [Fact]
    public async Task Whoever_drafted_it_cannot_agree_for_the_chain_and_nobody_agrees_for_both()
    {
        var id = (await dealing.DraftAsync())!.Value;

        Assert.Equal("contract.same_person", await Dealing.RefusedAsync(() => shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(dealing.Buys, ContractSide.Chain, id, (null, null), default))));
        await dealing.AgreeAsync(id, ContractSide.Supplier);
        Assert.Equal("contract.same_person", await Dealing.RefusedAsync(() => shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(new(shop.Manager, [dealing.Chain], null), ContractSide.Chain, id, (null, null), default))));
    }

    [Fact]
    public async Task Nobody_agrees_to_a_text_that_was_changed_since_it_was_read_and_who_changed_it_does_not_agree()
    {
        var id = (await dealing.DraftAsync())!.Value;
        var read = (await dealing.ReadAsync(id)).Round;
        var other = new OrganisationAct(dealing.Approver, [dealing.Chain], null);
        Assert.True(await shop.InAsync<ContractDesk, bool>(x => x.ReviseAsync(other, id, dealing.Facts(dealing.Line(fenPerKg: 300)), default)));

        Assert.Equal("contract.changed", await Dealing.RefusedAsync(() => shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(dealing.Sells, ContractSide.Supplier, id, (null, read), default))));
        Assert.True(await shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(dealing.Sells, ContractSide.Supplier, id, (null, read + 1), default)));
        Assert.Equal("contract.same_person", await Dealing.RefusedAsync(() => dealing.AgreeAsync(id, ContractSide.Chain)));
    }

    [Fact]
    public async Task What_was_reviewed_or_sealed_can_still_be_sent_back_and_goes_the_whole_way_again()
    {
        var id = (await dealing.DraftAsync())!.Value;
        foreach (var seal in new[] { false, true })
        {
            await dealing.AgreeAsync(id, ContractSide.Supplier);
            await dealing.AgreeAsync(id, ContractSide.Chain);
            await dealing.ReviewAsync(id);
            if (seal) await dealing.SealAsync(id);
            Assert.Equal("contract.not_agreed", await Dealing.RefusedAsync(() => dealing.ReviewAsync(id)));
            Assert.True(await dealing.ReviewAsync(id, support: false, "理事长换了人"));
            var back = await dealing.ReadAsync(id);
            Assert.Equal((ContractState.Draft, null, ""), (back.State, back.Signed.SealedAt, back.Signed.Handler));
        }
        await dealing.ToFiledAsync(id, "备-7");
        Assert.Equal("contract.not_agreed", await Dealing.RefusedAsync(() => dealing.ReviewAsync(id, support: false, "晚了")));
    }

    [Fact]
    public async Task Who_wrote_or_agreed_reviews_nothing_and_files_nothing_for_the_town()
    {
        var id = (await dealing.DraftAsync())!.Value;
        await dealing.AgreeAsync(id, ContractSide.Supplier);
        await dealing.AgreeAsync(id, ContractSide.Chain);
        foreach (var actor in new[] { dealing.Buyer, dealing.Approver, shop.Manager })
            Assert.Equal("contract.same_person", await Dealing.RefusedAsync(() => shop.InAsync<ContractSteps, bool>(x => x.ReviewAsync(new(actor, [Supply.NearTown], null), id, true, "", default))));
        await dealing.ReviewAsync(id);
        await dealing.SealAsync(id);
        Assert.Equal("contract.same_person", await Dealing.RefusedAsync(() => shop.InAsync<ContractSteps, bool>(x => x.FileAsync(new(shop.Manager, [Supply.NearTown], null), id, "备-9", default))));
        Assert.True(await dealing.FileAsync(id));
    }

    [Fact]
    public async Task From_a_local_threshold_on_the_supplier_enters_the_meeting_that_decided()
    {
        var id = (await dealing.DraftAsync(dealing.Facts(dealing.Line(kilograms: 2500))))!.Value;

        Assert.Equal("contract.meeting_missing", await Dealing.RefusedAsync(() => dealing.AgreeAsync(id, ContractSide.Supplier)));
        Assert.Equal("contract.meeting_day", await Dealing.RefusedAsync(() => dealing.AgreeAsync(id, ContractSide.Supplier, new("2026-社-07", new(2028, 1, 1)))));
        await dealing.AgreeAsync(id, ContractSide.Supplier, new("2026-社-07", new(2026, 11, 20)));

        Assert.Equal(new MeetingRecord("2026-社-07", new(2026, 11, 20)), (await dealing.ReadAsync(id)).Signed.Meeting);
        // One fen below the threshold needs none.
        var small = (await dealing.DraftAsync(dealing.Facts(dealing.Line(kilograms: 2499))))!.Value;
        Assert.True(await dealing.AgreeAsync(small, ContractSide.Supplier));
    }

    [Fact]
    public async Task A_returned_contract_is_drafted_anew_and_has_to_be_agreed_again()
    {
        var id = (await dealing.DraftAsync())!.Value;
        await dealing.AgreeAsync(id, ContractSide.Supplier);
        await dealing.AgreeAsync(id, ContractSide.Chain);
        Assert.Equal("contract.reason_missing", await Dealing.RefusedAsync(() => dealing.ReviewAsync(id, false)));

        await dealing.ReviewAsync(id, false, "写明自然损耗");

        var back = await dealing.ReadAsync(id);
        Assert.Equal((ContractState.Draft, 2, "写明自然损耗", null, null), (back.State, back.Round, back.Signed.ReturnReason, back.Signed.ChainAgreedAt, back.Signed.SupplierAgreedAt));
        Assert.True(await shop.InAsync<ContractDesk, bool>(x => x.ReviseAsync(dealing.Buys, id, dealing.Facts(dealing.Line(900)), default)));
        var revised = await dealing.ReadAsync(id);
        Assert.Equal((3, 900_000L, back.Lines[0].LineId), (revised.Round, revised.Lines.Single().Agreed, revised.Lines[0].LineId));
        await dealing.ToFiledAsync(id, "备-1");
    }

    [Fact]
    public async Task Changing_a_draft_voids_what_one_party_agreed_to()
    {
        var id = (await dealing.DraftAsync())!.Value;
        await dealing.AgreeAsync(id, ContractSide.Supplier);

        await shop.InAsync<ContractDesk, bool>(x => x.ReviseAsync(dealing.Buys, id, dealing.Facts(dealing.Line(fenPerKg: 390)), default));
        await dealing.AgreeAsync(id, ContractSide.Chain);

        Assert.Equal(ContractState.Draft, (await dealing.ReadAsync(id)).State);
    }

    [Fact]
    public async Task The_seal_needs_two_names_and_the_chair_of_the_day()
    {
        var id = (await dealing.DraftAsync())!.Value;
        Assert.Equal("contract.not_reviewed", await Dealing.RefusedAsync(() => dealing.SealAsync(id)));
        await dealing.AgreeAsync(id, ContractSide.Supplier);
        await dealing.AgreeAsync(id, ContractSide.Chain);
        await dealing.ReviewAsync(id);

        Assert.Equal("contract.seal_names", await Dealing.RefusedAsync(() => dealing.SealAsync(id, "马玉兰")));
        Assert.Equal("contract.chair", await Dealing.RefusedAsync(() => dealing.SealAsync(id, "李强", "前任理事长")));
        shop.Supply.Chair = null;
        Assert.Equal("contract.chair", await Dealing.RefusedAsync(() => dealing.SealAsync(id)));
        Assert.Equal("contract.not_sealed", await Dealing.RefusedAsync(() => dealing.FileAsync(id)));
    }

    [Fact]
    public async Task Others_have_no_such_contract_and_a_town_sees_it_once_both_agreed()
    {
        var id = (await dealing.DraftAsync())!.Value;
        var stranger = new ContractParty([Guid.CreateVersion7()], [Guid.CreateVersion7()], [Guid.CreateVersion7()]);
        var town = new ContractParty([], [], [Supply.NearTown]);

        Assert.Null(await shop.InAsync<ContractReads, ContractView?>(x => x.FindAsync(stranger, id, default)));
        Assert.Null(await shop.InAsync<ContractReads, ContractView?>(x => x.FindAsync(town, id, default)));
        Assert.NotNull(await shop.InAsync<ContractReads, ContractView?>(x => x.FindAsync(dealing.Own, id, default)));
        Assert.False(await shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(new(shop.Manager, [Guid.CreateVersion7()], null), ContractSide.Supplier, id, (null, null), default)));
        Assert.False(await shop.InAsync<ContractSteps, bool>(x => x.ReviewAsync(new(dealing.Reviewer, [Supply.FarTown], null), id, true, "", default)));
        Assert.Null(await shop.InAsync<ContractDesk, Guid?>(x => x.DraftAsync(new(dealing.Buyer, [Guid.CreateVersion7()], null), dealing.Facts(), default)));
        await dealing.AgreeAsync(id, ContractSide.Supplier);
        await dealing.AgreeAsync(id, ContractSide.Chain);
        Assert.Single(await shop.InAsync<ContractReads, IReadOnlyList<ContractCard>>(x => x.WaitingForTownsAsync([Supply.NearTown], default)));
        Assert.NotNull(await shop.InAsync<ContractReads, ContractView?>(x => x.FindAsync(town, id, default)));
    }

    [Fact]
    public async Task Text_that_cannot_be_meant_is_refused()
    {
        var line = dealing.Line();
        var other = shop.Supply.Seller("别家社");
        foreach (var (code, facts) in new (string, ContractFacts)[]
        {
            ("contract.title", dealing.Facts() with { Title = " " }),
            ("contract.span", dealing.Facts() with { To = Dealing.First.AddDays(-1) }),
            ("contract.store", dealing.Facts(line with { StoreId = Guid.CreateVersion7() })),
            ("contract.price", dealing.Facts(line with { FenPerKg = 0 })),
            ("contract.windows", dealing.Facts(line with { Windows = [new(Dealing.First, Dealing.Last.AddDays(1), 1_000_000)] })),
            ("contract.windows", dealing.Facts(line with { Windows = [new(Dealing.First, Dealing.Last, 500_000), new(Dealing.Last, Dealing.Last, 500_000)] })),
            ("contract.weight", dealing.Facts(line with { Windows = [new(Dealing.First, Dealing.Last, 0)] })),
            ("contract.parts", dealing.Facts(line with { Parts = [new(dealing.Seller.Cooperative, dealing.Seller.Product, 999_999)] })),
            ("contract.product", dealing.Facts(line with { Parts = [new(dealing.Seller.Cooperative, other.Product, 1_000_000)] })),
            ("contract.duplicate_line", dealing.Facts(line, line)),
            ("contract.supplier", dealing.Facts() with { SupplierId = Guid.CreateVersion7() }),
            ("contract.term_range", dealing.Facts() with { Terms = new() { CreditDays = 181 } }),
            ("contract.relation_missing", dealing.Facts() with { Terms = new() { RelatedParty = true } }),
            ("contract.quotation_missing", dealing.Facts() with { Terms = new() { BandPerMille = 50 } }),
        })
            Assert.Equal(code, await Dealing.RefusedAsync(() => dealing.DraftAsync(facts)));
    }

    [Fact]
    public async Task An_amendment_takes_over_when_it_is_filed_and_never_below_what_was_called_for()
    {
        var id = await dealing.FiledAsync();
        await dealing.CallAsync(id, 600_000);
        var more = (await shop.InAsync<ContractDesk, Guid?>(x => x.AmendAsync(dealing.Buys, id, dealing.Facts(dealing.Line(1500, 380)), default)))!.Value;

        Assert.Equal("contract.amending", await Dealing.RefusedAsync(() => shop.InAsync<ContractDesk, Guid?>(x => x.AmendAsync(dealing.Buys, id, dealing.Facts(), default))));
        Assert.Equal("call_off.too_much", await Dealing.RefusedAsync(() => dealing.CallAsync(id, 400_001)));
        await dealing.ToFiledAsync(more, "备-2");
        await dealing.CallAsync(id, 400_001);

        var (old, now) = (await dealing.ReadAsync(id), await dealing.ReadAsync(more));
        Assert.Equal((ContractState.Superseded, ContractState.Filed, 2, old.Number), (old.State, now.State, now.Nth, now.Number));
        Assert.Equal((1_500_000L, 1_000_001L), (now.Lines[0].Agreed, now.Lines[0].Called));
        var less = (await shop.InAsync<ContractDesk, Guid?>(x => x.AmendAsync(dealing.Buys, id, dealing.Facts(dealing.Line(1000)), default)))!.Value;
        await dealing.AgreeAsync(less, ContractSide.Supplier);
        await dealing.AgreeAsync(less, ContractSide.Chain);
        await dealing.ReviewAsync(less);
        await dealing.SealAsync(less);
        Assert.Equal("contract.below_called", await Dealing.RefusedAsync(() => dealing.FileAsync(less, "备-3")));
        Assert.Equal(ContractState.Filed, (await dealing.ReadAsync(more)).State);
    }

    [Fact]
    public async Task A_quotation_counts_when_both_recorded_the_same_and_stays_within_the_band()
    {
        var id = await dealing.FiledAsync(dealing.Facts() with { Terms = new() { Quotation = "兰州国际高原夏菜批发市场", BandPerMille = 100 } });
        var line = await dealing.LineIdAsync(id);
        Task<bool> QuoteAsync(ContractSide side, DateOnly day, long fen) => shop.InAsync<QuotationDesk, bool>(x => x.QuoteAsync(side == ContractSide.Chain ? dealing.Buys : dealing.Sells, side, id, line, day, fen, default));
        async Task<long> PriceAsync(DateOnly day) => (await shop.InAsync<DeliveryReads, CallOffView?>(async x => await x.CallOffAsync(dealing.Whole, (await dealing.CallAsync(id, 1000, day: day))!.Value, default)))!.Lines[0].FenPerKg;
        var (one, two, three) = (new DateOnly(2026, 11, 25), new DateOnly(2026, 12, 2), new DateOnly(2026, 12, 9));

        await QuoteAsync(ContractSide.Chain, one, 500);
        Assert.Equal(400, await PriceAsync(one));
        await QuoteAsync(ContractSide.Supplier, one.AddDays(1), 500);
        await QuoteAsync(ContractSide.Chain, two, 380);
        await QuoteAsync(ContractSide.Supplier, two, 380);
        await QuoteAsync(ContractSide.Chain, three, 380);
        await QuoteAsync(ContractSide.Supplier, three, 381);

        Assert.Equal((440L, 380L, 400L), (await PriceAsync(one), await PriceAsync(two), await PriceAsync(three)));
        Assert.Equal("contract.quoted", await Dealing.RefusedAsync(() => QuoteAsync(ContractSide.Chain, one, 400)));
    }

    [Fact]
    public async Task A_contract_is_archived_after_its_last_day_when_nothing_is_missing_and_all_is_paid()
    {
        var id = await dealing.FiledAsync();
        await dealing.ReceivedAsync(id, 100_000, 100_000);
        Task<bool> ArchiveAsync() => shop.InAsync<ArchiveDesk, bool>(x => x.ArchiveAsync(dealing.Reviews, id, default));
        Assert.Equal("contract.not_over", await Dealing.RefusedAsync(ArchiveAsync));
        shop.Clock.SetUtcNow(new(2027, 2, 1, 2, 0, 0, TimeSpan.Zero));

        Assert.Equal("contract.incomplete", await Dealing.RefusedAsync(ArchiveAsync));
        Assert.Equal(["papers", "statements"], await shop.InAsync<ArchiveDesk, IReadOnlyList<string>>(x => x.LackingAsync(id, default)));
        Assert.True(await shop.InAsync<PaperDesk, bool>(x => x.AttachAsync(dealing.Sells, ContractSide.Supplier, id, "合同扫描件", "ab12", default)));
        var statement = await dealing.StatementAsync();
        await dealing.ConfirmAsync(statement.Card.Id);
        await dealing.ArriveAsync((await dealing.SendAsync(statement.Card.Id, 40_000, "HK-1"))!.Value);

        Assert.True(await ArchiveAsync());
        Assert.Equal(ContractState.Archived, (await dealing.ReadAsync(id)).State);
    }

    [Fact]
    public async Task A_pdf_in_the_file_is_given_out_as_it_came_to_those_who_may_read_the_contract()
    {
        var id = await dealing.FiledAsync();
        byte[] pdf = [.. "%PDF-1.7\n"u8, .. new byte[5000], .. "\n%%EOF\n"u8];
        Task<bool> AttachAsync(byte[] file) => shop.InAsync<PaperDesk, bool>(x => x.AttachAsync(dealing.Buys, ContractSide.Chain, id, "合同扫描件", file, default));
        foreach (var wrong in new byte[][] { [], [.. "<html>"u8], [.. "%PDF-1.7\n"u8], [.. pdf, .. new byte[2000]], [.. "x"u8, .. pdf] })
            Assert.Equal("contract.pdf", await Dealing.RefusedAsync(() => AttachAsync(wrong)));
        Assert.Equal("contract.pdf_large", await Dealing.RefusedAsync(() => AttachAsync([.. "%PDF-1.7\n"u8, .. new byte[PaperDesk.MostBytes], .. "%%EOF"u8])));
        Assert.Empty((await dealing.ReadAsync(id)).Papers);

        Assert.True(await AttachAsync(pdf));

        var paper = Assert.Single((await dealing.ReadAsync(id)).Papers);
        Task<(string Title, byte[] Content)?> OpenAsync(ContractParty party, Guid contract) => shop.InAsync<ContractReads, (string Title, byte[] Content)?>(x => x.PaperAsync(party, contract, paper.Id, default));
        Assert.Equal(("合同扫描件", ""), (paper.Title, paper.PictureHash));
        foreach (var party in new[] { dealing.Whole, dealing.Own, new ContractParty([], [], [Supply.NearTown]) }) Assert.Equal(pdf, (await OpenAsync(party, id))!.Value.Content);
        Assert.Null(await OpenAsync(new([Guid.CreateVersion7()], [], []), id));
        Assert.Null(await OpenAsync(dealing.Whole, await dealing.FiledAsync(number: "备-2")));
        Assert.DoesNotContain("papers", (await dealing.ReadAsync(id)).Missing);
    }

    [Fact]
    public async Task Only_a_draft_can_be_cancelled()
    {
        var (one, two) = ((await dealing.DraftAsync())!.Value, await dealing.FiledAsync());

        Assert.True(await shop.InAsync<ContractDesk, bool>(x => x.CancelAsync(dealing.Buys, one, default)));
        Assert.Equal("contract.not_draft", await Dealing.RefusedAsync(() => shop.InAsync<ContractDesk, bool>(x => x.CancelAsync(dealing.Buys, two, default))));
        Assert.Equal("contract.not_draft", await Dealing.RefusedAsync(() => dealing.AgreeAsync(one, ContractSide.Supplier)));
    }

    [Fact]
    public async Task The_archive_is_searched_by_number_party_year_and_product()
    {
        var id = await dealing.FiledAsync();
        var number = (await dealing.ReadAsync(id)).Number;
        async Task<int> FoundAsync(string? text, int? year) => (await shop.InAsync<ContractReads, PageOf<ContractCard>>(x => x.ListAsync(new([], [], [Supply.NearTown]), new(text, year), 1, 20, default))).Total;

        foreach (var text in new[] { number, "惠家", "上湾", "上海青", null }) Assert.Equal(1, await FoundAsync(text, 2027));
        Assert.Equal((0, 0), (await FoundAsync("番茄", null), await FoundAsync(null, 2028)));
    }

    [Fact]
    public async Task Of_64_who_agree_review_and_file_at_the_same_moment_one_counts()
    {
        var id = (await dealing.DraftAsync())!.Value;

        var agreed = await Dealing.CrowdAsync(_ => dealing.AgreeAsync(id, ContractSide.Supplier));
        await dealing.AgreeAsync(id, ContractSide.Chain);
        var reviewed = await Dealing.CrowdAsync(_ => dealing.ReviewAsync(id));
        await dealing.SealAsync(id);
        var filed = await Dealing.CrowdAsync(i => dealing.FileAsync(id, $"备-{i}"));

        Assert.Equal((1, 1, 1), (agreed.Done, reviewed.Done, filed.Done));
        Assert.Equal(["contract.agreed_already", "contract.not_agreed", "contract.not_sealed"], agreed.Codes.Concat(reviewed.Codes).Concat(filed.Codes));
        Assert.Equal(6, (await dealing.ReadAsync(id)).History.Count);
    }

    [Fact]
    public async Task Nobody_agrees_to_goods_of_a_member_that_has_left_the_union()
    {
        var (a, b, c) = (shop.Supply.Seller("甲社"), shop.Supply.Seller("乙社"), shop.Supply.Seller("丙社"));
        var union = shop.Supply.Union("联合社", a.Cooperative, b.Cooperative, c.Cooperative);
        var facts = dealing.Facts(dealing.Line() with { Parts = [new(a.Cooperative, a.Product, 600_000), new(b.Cooperative, b.Product, 400_000)] }) with { SupplierId = union };
        var id = (await dealing.DraftAsync(facts))!.Value;
        var manages = new OrganisationAct(shop.Manager, [union], null);
        Task<bool> AgreeAsync() => shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(manages, ContractSide.Supplier, id, (null, null), default));
        shop.Supply.Suppliers[union] = shop.Supply.Suppliers[union] with { Members = [a.Cooperative, c.Cooperative] };

        Assert.Equal("contract.member_left", await Dealing.RefusedAsync(AgreeAsync));
        Assert.Equal("contract.member_left", await Dealing.RefusedAsync(() => dealing.AgreeAsync(id, ContractSide.Chain)));
        // A stranger learns nothing.
        Assert.False(await dealing.AgreeAsync(id, ContractSide.Supplier));

        shop.Supply.Suppliers[union] = shop.Supply.Suppliers[union] with { Members = [a.Cooperative, b.Cooperative, c.Cooperative] };
        Assert.True(await AgreeAsync());
    }
}
