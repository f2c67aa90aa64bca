using Market.Kernel;
using Market.Kernel.Messages;

namespace Market.Orders.Contracts.Agreements;

/// <summary>Where a version of a contract stands.</summary>
public enum ContractState { Draft, Agreed, Reviewed, Sealed, Filed, Archived, Cancelled, Superseded }

/// <summary>A version of a supply contract (购销合同). The first is the contract itself; every amendment is a further one that goes the same way while the filed one stays in force.</summary>
internal sealed class Contract
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The first version's id.</summary>
    public Guid HeadId { get; private init; }

    /// <summary>As people name it, e.g. HT-2026-000012; all versions have it.</summary>
    public string Number { get; private init; } = "";

    /// <summary>From 1; above 1 an amendment.</summary>
    public int Nth { get; private init; }

    /// <summary>The first version's id until this version is filed or cancelled, then null: one at a time, by its index.</summary>
    public Guid? OpenHeadId { get; private set; }
    public Guid ChainId { get; private init; }
    public string Chain { get; private init; } = "";
    public string ChainEn { get; private init; } = "";
    public Guid SupplierId { get; private init; }
    public string Supplier { get; private init; } = "";
    public string SupplierEn { get; private init; } = "";
    public Guid TownId { get; private init; }
    public Guid? DemandId { get; private init; }
    /// <summary>Who wrote the text as it stands.</summary>
    public Guid BuyerId { get; private set; }
    public DateTime At { get; private init; }
    public string Title { get; private set; } = "";
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public ContractTerms Terms { get; private set; } = new();
    public long TotalFen { get; private set; }
    public List<ContractLine> Lines { get; private init; } = [];
    public ContractState State { get; private set; }

    /// <summary>When it came to where it stands.</summary>
    public DateTime Since { get; private set; }

    /// <summary>How often it was drafted: changed or sent back, it has to be agreed anew.</summary>
    public int Round { get; private set; } = 1;
    public Guid? ChainAgreedBy { get; private set; }
    public DateTime? ChainAgreedAt { get; private set; }
    public Guid? SupplierAgreedBy { get; private set; }
    public DateTime? SupplierAgreedAt { get; private set; }
    public string MeetingNumber { get; private set; } = "";
    public DateOnly? MeetingOn { get; private set; }
    public Guid? ReviewedBy { get; private set; }
    public DateTime? ReviewedAt { get; private set; }

    /// <summary>Why the town sent it back the last time; empty when it did not.</summary>
    public string ReturnReason { get; private set; } = "";
    public string Handler { get; private set; } = "";
    public string Chair { get; private set; } = "";
    public DateTime? SealedAt { get; private set; }
    public string? FilingNumber { get; private set; }
    public DateTime? FiledAt { get; private set; }
    public DateTime? ArchivedAt { get; private set; }
    public long Version { get; set; }

    /// <summary>The supplier and all who deliver a part.</summary>
    public Guid[] Suppliers => [.. Lines.SelectMany(x => x.Shares).Select(x => x.CooperativeId).Append(SupplierId).Distinct()];

    private Contract() { }

    /// <param name="amends">The first version and the number of the last one, for an amendment.</param>
    public static Contract Draft(ContractFacts facts, string number, (ChainView Chain, SupplierView Supplier) parties, (Guid Buyer, DateTime Now) by, (Guid Head, int Last)? amends)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id,
            HeadId = amends?.Head ?? id,
            OpenHeadId = amends?.Head ?? id,
            Number = number,
            Nth = (amends?.Last ?? 0) + 1,
            ChainId = parties.Chain.Id,
            Chain = parties.Chain.Name,
            ChainEn = parties.Chain.NameEn,
            SupplierId = parties.Supplier.Id,
            Supplier = parties.Supplier.Name,
            SupplierEn = parties.Supplier.NameEn,
            TownId = parties.Supplier.TownId,
            DemandId = facts.DemandId,
            BuyerId = by.Buyer,
            At = by.Now,
            Since = by.Now,
        };
    }

    /// <summary>Writes the text; what was agreed before is void.</summary>
    /// <param name="lines">Made for this version.</param>
    /// <exception cref="RuleException"><c>contract.not_draft</c></exception>
    public void Write(ContractFacts facts, IReadOnlyList<ContractLine> lines, (Guid Buyer, DateTime Now) by)
    {
        var now = by.Now;
        Must(ContractState.Draft, "contract.not_draft", "Only a draft can be changed.");
        if (Lines.Count > 0) Round++;
        (Title, From, To, Terms, Since, BuyerId) = (facts.Title.Trim(), facts.From, facts.To, facts.Terms, now, by.Buyer);
        TotalFen = lines.Sum(x => Price.Of(x.Grams, x.FenPerKg));
        Lines.Clear();
        Lines.AddRange(lines);
        Void();
    }

    /// <summary>One party says yes.</summary>
    /// <param name="meetingFen">From this total on the meeting's record is needed; 0 for never.</param>
    /// <exception cref="RuleException"><c>contract.not_draft</c>, <c>contract.agreed_already</c>, <c>contract.same_person</c>, <c>contract.meeting_missing</c>, <c>contract.meeting_day</c></exception>
    public void Agree(ContractSide side, Guid person, MeetingRecord? meeting, long meetingFen, DateTime now)
    {
        if ((side == ContractSide.Chain ? ChainAgreedAt : SupplierAgreedAt) is not null) throw new RuleException("contract.agreed_already", "This party has agreed already.");
        Must(ContractState.Draft, "contract.not_draft", "Only a draft can be agreed to.");
        if (side == ContractSide.Chain && person == BuyerId || person == (side == ContractSide.Chain ? SupplierAgreedBy : ChainAgreedBy))
            throw new RuleException("contract.same_person", "Somebody else has to agree: not the buyer who drafted it, and not the same person for both parties.");
        if (side == ContractSide.Supplier)
        {
            if (meetingFen > 0 && TotalFen >= meetingFen && (meeting is null || meeting.Number.Trim().Length == 0)) throw new RuleException("contract.meeting_missing", "Enter number and date of the meeting that decided on a contract of this size.", "meetingNumber", Kernel.Values.Money.Fen(meetingFen));
            if (meeting?.On > Kernel.DistrictClock.Date(now)) throw new RuleException("contract.meeting_day", "The meeting that decided has been held already.", "meetingOn");
            if (meeting is not null) (MeetingNumber, MeetingOn) = (meeting.Number.Trim(), meeting.On);
            (SupplierAgreedBy, SupplierAgreedAt) = (person, now);
        }
        else (ChainAgreedBy, ChainAgreedAt) = (person, now);
        if (ChainAgreedAt is not null && SupplierAgreedAt is not null) Go(ContractState.Agreed, now);
    }

    /// <summary>The town supports it, or sends it back to be drafted anew; until it is filed it can still be sent back.</summary>
    /// <exception cref="RuleException"><c>contract.not_agreed</c>, <c>contract.same_person</c>, <c>contract.reason_missing</c></exception>
    public void Review(bool support, string reason, Guid person, DateTime now)
    {
        // What cannot be sealed or filed any more, e.g. because more was called for meanwhile, goes back too.
        if (State != ContractState.Agreed && (support || State is not (ContractState.Reviewed or ContractState.Sealed))) throw new RuleException("contract.not_agreed", "This contract does not wait for the town's review.");
        MustBeStranger(person);
        if (!support && string.IsNullOrWhiteSpace(reason)) throw new RuleException("contract.reason_missing", "Say what has to be changed.", "reason");
        ReturnReason = support ? "" : reason.Trim();
        if (!support)
        {
            Round++;
            Void();
        }
        else (ReviewedBy, ReviewedAt) = (person, now);
        Go(support ? ContractState.Reviewed : ContractState.Draft, now);
    }

    /// <param name="inOffice">The registry's chair of today; null when it knows none.</param>
    /// <exception cref="RuleException"><c>contract.not_reviewed</c>, <c>contract.seal_names</c>, <c>contract.chair</c></exception>
    public void Seal(string handler, string chair, string? inOffice, DateTime now)
    {
        Must(ContractState.Reviewed, "contract.not_reviewed", "The town has to review this contract before it is sealed.");
        var (one, two) = (handler.Trim(), chair.Trim());
        if (one.Length == 0 || two.Length == 0 || one == two) throw new RuleException("contract.seal_names", "Two different people sign: the handler and the chair.", "handler");
        if (inOffice is null || two != inOffice.Trim()) throw new RuleException("contract.chair", "The chair is not the one the registry names for today.", "chair", inOffice ?? "");
        (Handler, Chair, SealedAt) = (one, two, now);
        Go(ContractState.Sealed, now);
    }

    /// <exception cref="RuleException"><c>contract.not_sealed</c>, <c>contract.same_person</c>, <c>contract.filing_number</c></exception>
    public void File(string number, Guid person, DateTime now)
    {
        Must(ContractState.Sealed, "contract.not_sealed", "Only a sealed contract can be filed.");
        MustBeStranger(person);
        if (number.Trim().Length is < 1 or > 40) throw new RuleException("contract.filing_number", "Enter the filing number, at most 40 characters.", "number");
        (FilingNumber, FiledAt, OpenHeadId) = (number.Trim(), now, null);
        Go(ContractState.Filed, now);
    }

    /// <summary>A newer version was filed.</summary>
    public void Supersede(DateTime now) => Go(ContractState.Superseded, now);

    /// <exception cref="RuleException"><c>contract.not_over</c></exception>
    public void Archive(DateOnly today, DateTime now)
    {
        if (State != ContractState.Filed || today <= To) throw new RuleException("contract.not_over", "A filed contract is archived after its last day.", "", To);
        ArchivedAt = now;
        Go(ContractState.Archived, now);
    }

    /// <exception cref="RuleException"><c>contract.not_draft</c></exception>
    public void Cancel(DateTime now)
    {
        Must(ContractState.Draft, "contract.not_draft", "Only a draft can be cancelled.");
        OpenHeadId = null;
        Go(ContractState.Cancelled, now);
    }

    /// <summary>Goods may be called for that day.</summary>
    /// <exception cref="RuleException"><c>contract.not_filed</c>, <c>contract.days</c></exception>
    public void MustDeliver(DateOnly day)
    {
        if (State != ContractState.Filed) throw new RuleException("contract.not_filed", "Goods are called for once the contract is filed with the town.");
        if (day < From || day > To) throw new RuleException("contract.days", "The day lies outside the contract.", "deliverOn", From, To);
    }

    public SupplyStep Step(string step, string text = "") => new(Id, step, Number, ChainId, Suppliers, TownId, text);

    private void Must(ContractState state, string code, string message)
    {
        if (State != state) throw new RuleException(code, message);
    }

    /// <summary>The town's part is nobody's who wrote or agreed.</summary>
    private void MustBeStranger(Guid person)
    {
        if (person == BuyerId || person == ChainAgreedBy || person == SupplierAgreedBy) throw new RuleException("contract.same_person", "Somebody else has to do this: not who wrote the contract or agreed to it.");
    }

    private void Go(ContractState state, DateTime now) => (State, Since) = (state, now);

    private void Void()
    {
        (ChainAgreedBy, ChainAgreedAt, SupplierAgreedBy, SupplierAgreedAt, ReviewedBy, ReviewedAt) = (null, null, null, null, null, null);
        (Handler, Chair, SealedAt) = ("", "", null);
    }
}
