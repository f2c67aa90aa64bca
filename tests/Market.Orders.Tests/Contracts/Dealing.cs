using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Contracts.Statements;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Contracts;

/// <summary>A supermarket, a supplier and a town, and the steps they take.</summary>
internal sealed class Dealing
{
    public static readonly DateOnly First = new(2026, 11, 23), Last = new(2027, 1, 31);

    private readonly Shop shop;

    public Dealing(Shop shop)
    {
        this.shop = shop;
        Seller = shop.Supply.Seller("上湾社");
        Store = shop.Supply.Store();
    }

    public (Guid Cooperative, Guid Product) Seller { get; }
    public Guid Store { get; }
    public Guid Chain => shop.Supply.Chain.Id;
    public Actor Buyer { get; } = new(Guid.CreateVersion7(), "buyer");
    public Actor Approver { get; } = new(Guid.CreateVersion7(), "approver");
    public Actor Receiver { get; } = new(Guid.CreateVersion7(), "receiver");
    public Actor Reviewer { get; } = new(Guid.CreateVersion7(), "reviewer");
    public OrganisationAct Buys => new(Buyer, [Chain], null);
    public OrganisationAct Approves => new(Approver, [Chain], null);
    public OrganisationAct Receives => new(Receiver, [Chain], null);
    public OrganisationAct Sells => new(shop.Manager, [Seller.Cooperative], null);
    public OrganisationAct Reviews => new(Reviewer, [Supply.NearTown], null);
    public ContractParty Whole => new([Chain], [], []);
    public ContractParty Own => new([], [Seller.Cooperative], []);

    public ContractLineFacts Line(long kilograms = 1000, long fenPerKg = 400, string product = "上海青") => new(Store, product, "一级", fenPerKg, [new(First, Last, kilograms * 1000)], [new(Seller.Cooperative, Seller.Product, kilograms * 1000)]);

    public ContractFacts Facts(params ContractLineFacts[] lines) => new(Chain, Seller.Cooperative, null, "上海青,两个月", First, Last, lines.Length > 0 ? lines : [Line()], new() { CreditDays = 30, LossPerMille = 20 });

    public Task<Guid?> DraftAsync(ContractFacts? facts = null) => shop.InAsync<ContractDesk, Guid?>(x => x.DraftAsync(Buys, facts ?? Facts(), default));

    public Task<bool> AgreeAsync(Guid id, ContractSide side, MeetingRecord? meeting = null) => shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(side == ContractSide.Chain ? Approves : Sells, side, id, (meeting, null), default));

    public Task<bool> ReviewAsync(Guid id, bool support = true, string reason = "") => shop.InAsync<ContractSteps, bool>(x => x.ReviewAsync(Reviews, id, support, reason, default));

    public Task<bool> SealAsync(Guid id, string handler = "李强", string chair = "马玉兰") => shop.InAsync<ContractSteps, bool>(x => x.SealAsync(Sells, id, new(handler, chair), default));

    public Task<bool> FileAsync(Guid id, string number = "备-1") => shop.InAsync<ContractSteps, bool>(x => x.FileAsync(Reviews, id, number, default));

    /// <summary>Agreed, reviewed, sealed and filed.</summary>
    public async Task<Guid> FiledAsync(ContractFacts? facts = null, string number = "备-1")
    {
        var id = (await DraftAsync(facts))!.Value;
        await ToFiledAsync(id, number);
        return id;
    }

    public async Task ToFiledAsync(Guid id, string number)
    {
        await AgreeAsync(id, ContractSide.Supplier);
        await AgreeAsync(id, ContractSide.Chain);
        await ReviewAsync(id);
        await SealAsync(id);
        Assert.True(await FileAsync(id, number));
    }

    public async Task<ContractView> ReadAsync(Guid id, ContractParty? party = null) => (await shop.InAsync<ContractReads, ContractView?>(x => x.FindAsync(party ?? Whole, id, default)))!;

    public async Task<Guid> LineIdAsync(Guid contract, int position = 1) => (await ReadAsync(contract)).Lines.Single(x => x.Position == position).LineId;

    public async Task<Guid?> CallAsync(Guid contract, long grams, OnceKey? key = null, DateOnly? day = null)
    {
        var line = await LineIdAsync(contract);
        return await shop.InAsync<CallOffDesk, Guid?>(x => x.CallAsync(Buys with { Key = key }, contract, new([new(line, grams)], day ?? DistrictClock.Date(shop.Now).AddDays(1), ""), default));
    }

    public async Task<Guid?> ShipAsync(Guid callOff, long grams, string pallet = "", (Guid Cooperative, Actor Actor)? by = null, OnceKey? key = null, int crates = 0)
    {
        var line = (await shop.InAsync<DeliveryReads, CallOffView?>(x => x.CallOffAsync(Whole, callOff, default)))!.Lines[0].LineId;
        var cooperative = by?.Cooperative ?? Seller.Cooperative;
        return await shop.InAsync<DeliveryDesk, Guid?>(x => x.ShipAsync(new(by?.Actor ?? shop.Manager, [cooperative], key), callOff, new(cooperative, [new(line, grams)], pallet, crates), default));
    }

    public async Task<Guid?> ReceiveAsync(Guid callOff, long accepted, long rejected = 0, OnceKey? key = null, string reason = "压坏了", string photo = "ab12", string shortReason = "磅差", int cratesBack = 0, DateTime? foundAt = null)
    {
        var line = (await shop.InAsync<DeliveryReads, CallOffView?>(x => x.CallOffAsync(Whole, callOff, default)))!.Lines[0].LineId;
        return await shop.InAsync<ReceiptDesk, Guid?>(x => x.ReceiveAsync(Receives with { Key = key }, callOff, [new(line, accepted, rejected, rejected > 0 ? reason : "", rejected > 0 ? photo : "", shortReason)], default, cratesBack, foundAt));
    }

    /// <summary>The store puts right what it booked.</summary>
    public async Task<Guid?> CorrectAsync(Guid receipt, long accepted, long rejected = 0, string words = "数错了", string shortReason = "磅差", OnceKey? key = null)
    {
        var line = (await ReceiptAsync(receipt)).Lines[0].LineId;
        return await shop.InAsync<CorrectionDesk, Guid?>(x => x.CorrectAsync(Receives with { Key = key }, receipt, [new(line, accepted, rejected, "压坏了", "ab12", shortReason)], words, default));
    }

    public Task<Guid?> DisputeAsync(Guid receipt) => shop.InAsync<RejectionDesk, Guid?>(x => x.DisputeAsync(Sells, receipt, "合格", default));

    /// <summary>The supplier disputes, the chain stands by it, the supplier puts it to the town.</summary>
    public async Task ReferAsync(Guid receipt)
    {
        await DisputeAsync(receipt);
        await shop.InAsync<RejectionDesk, Guid?>(x => x.SettleAsync(Buys, receipt, false, "看清楚", default));
        Assert.NotNull(await shop.InAsync<RejectionDesk, Guid?>(x => x.ReferAsync(Sells, ContractSide.Supplier, receipt, "请镇里来看", default)));
    }

    public async Task<Guid?> DecideAsync(Guid receipt, long grams, string words = "一半是运输压坏的", OrganisationAct? by = null, ContractParty? own = null)
    {
        var line = (await ReceiptAsync(receipt)).Lines[0].LineId;
        return await shop.InAsync<RejectionDesk, Guid?>(x => x.DecideAsync(by ?? Reviews, own ?? new([], [], []), receipt, (new Dictionary<Guid, long> { [line] = grams }, words), default));
    }

    /// <summary>Called for, sent in full and booked in.</summary>
    public async Task<Guid> ReceivedAsync(Guid contract, long delivered, long accepted, long rejected = 0)
    {
        var callOff = (await CallAsync(contract, delivered))!.Value;
        await ShipAsync(callOff, delivered);
        return (await ReceiveAsync(callOff, accepted, rejected))!.Value;
    }

    public async Task<ReceiptView> ReceiptAsync(Guid receipt) => (await shop.InAsync<DeliveryReads, DeliveryView?>(x => x.OfReceiptAsync(Whole, receipt, default)))!.Receipt!;

    /// <summary>The statement of the month that has just ended.</summary>
    public async Task<StatementView> StatementAsync()
    {
        await shop.SweepAsync();
        var card = (await shop.InAsync<StatementReads, PageOf<StatementCard>>(x => x.ListAsync(Whole, new(), 1, 20, default))).Items[0];
        return await StatementAsync(card.Id);
    }

    public async Task<StatementView> StatementAsync(Guid id) => (await shop.InAsync<StatementReads, StatementView?>(x => x.FindAsync(Whole, id, default)))!;

    public Task<Guid?> ConfirmAsync(Guid statement, ContractSide side) => shop.InAsync<StatementDesk, Guid?>(x => x.ConfirmAsync(side == ContractSide.Chain ? Buys : Sells, side, statement, default));

    public async Task ConfirmAsync(Guid statement)
    {
        await ConfirmAsync(statement, ContractSide.Supplier);
        await ConfirmAsync(statement, ContractSide.Chain);
    }

    public Task<Guid?> SendAsync(Guid statement, long fen, string reference) => shop.InAsync<StatementPayments, Guid?>(x => x.SendAsync(Buys, statement, fen, reference, default));

    public Task<Guid?> ArriveAsync(Guid payment, bool arrived = true) => shop.InAsync<StatementPayments, Guid?>(x => x.AnswerAsync(Sells, payment, arrived, default));

    public Task<IncomeBalance> BalanceAsync(Guid? cooperative = null) => shop.InAsync<IncomeReads, IncomeBalance>(x => x.BalanceAsync(cooperative ?? Seller.Cooperative, default));

    public Task<IncomePage> IncomeAsync(Guid? cooperative = null) => shop.InAsync<IncomeReads, IncomePage>(x => x.ListAsync(new(cooperative ?? Seller.Cooperative, null, null, NewestFirst: false), 1, 100, default));

    /// <summary>64 at the same moment.</summary>
    /// <returns>How many did it, and the codes of the others.</returns>
    public static async Task<(int Done, IReadOnlyList<string> Codes)> CrowdAsync(Func<int, Task> act)
    {
        var said = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            await Task.Yield();
            try
            {
                await act(i);
                return "";
            }
            catch (RuleException refusal)
            {
                return refusal.Code;
            }
        }));
        return (said.Count(x => x.Length == 0), [.. said.Where(x => x.Length > 0).Distinct()]);
    }

    public static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<RuleException>(act)).Code;
}
