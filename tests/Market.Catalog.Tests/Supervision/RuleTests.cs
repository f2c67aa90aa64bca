using Market.Catalog.Supervision;
using Market.Kernel;

namespace Market.Catalog.Tests.Supervision;

/// <summary>What the entities refuse.</summary>
public sealed class RuleTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 4, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = DistrictClock.Date(Now);
    private static readonly Guid Office = Guid.CreateVersion7(), Other = Guid.CreateVersion7(), Manager = Guid.CreateVersion7();

    private static MisuseCase Case(bool holder = true) => new() { Number = "AJ-1", LicenceId = holder ? Guid.CreateVersion7() : null, CooperativeId = holder ? Guid.CreateVersion7() : null, About = "旧图样", OpenedAt = Now };

    [Fact]
    public void The_holder_is_heard_before_anything_is_decided_against_them()
    {
        var found = Case();
        Refused("case.not_heard", () => found.Decide(new(CaseOutcome.Suspended, "冒用"), Office, Now));
        found.Put(Today.AddDays(7), "请说明", Office, Now);
        Refused("case.not_heard", () => found.Decide(new(CaseOutcome.Suspended, "冒用"), Office, Now.AddDays(7)));
        Assert.False(found.IsOverdue(Today.AddDays(7)));
        Assert.True(found.IsOverdue(Today.AddDays(8)));

        found.Decide(new(CaseOutcome.Suspended, "冒用"), Office, Now.AddDays(8));

        Assert.Equal((CaseState.Decided, CaseOutcome.Suspended, Office), (found.State, found.Outcome, found.DecidedBy));
        Assert.Equal(["put", "suspended"], found.Steps.Select(x => x.Kind));
    }

    [Fact]
    public void A_case_without_anything_in_it_is_closed_without_asking()
    {
        var found = Case();
        found.Decide(new(CaseOutcome.NoMisuse, "授权在有效期内"), Office, Now);
        Assert.Equal(CaseState.Decided, found.State);
    }

    [Fact]
    public void After_the_decision_nothing_moves_any_more()
    {
        var found = Case();
        found.Put(Today.AddDays(1), "请说明", Office, Now);
        found.Answer("已换包装", [], Manager, Now);
        found.Decide(new(CaseOutcome.Suspended, "换完旧包装"), Office, Now);

        Refused("case.decided", () => found.Decide(new(CaseOutcome.Revoked, "再定"), Office, Now));
        Refused("case.decided", () => found.Answer("晚了", [], Manager, Now));
        Refused("case.decided", () => found.Put(Today.AddDays(9), "再问", Office, Now));
        Refused("case.nothing_to_confirm", () => found.Confirm("换好了", Office, Now));
        Assert.Equal((CaseOutcome.Suspended, 3), (found.Outcome, found.Steps.Count));
    }

    [Fact]
    public void What_is_to_be_put_right_can_be_shown_until_the_office_has_seen_it()
    {
        var found = Case();
        found.Put(Today.AddDays(1), "请说明", Office, Now);
        found.Answer("马上换", [], Manager, Now);
        found.Decide(new(CaseOutcome.PutRight, "换完旧包装", Today.AddDays(10)), Office, Now);
        Assert.Equal((true, (DateOnly?)Today.AddDays(10)), (found.IsToPutRight, found.PutRightBy));
        Refused("case.decided", () => found.Decide(new(CaseOutcome.Revoked, "再定"), Office, Now));

        found.Answer("都换了,见照片", [], Manager, Now.AddDays(12));
        Refused("licence.field_missing", () => found.Confirm(" ", Office, Now.AddDays(12)));
        found.Confirm("看过库房", Office, Now.AddDays(12));

        Assert.Equal((CaseState.Decided, false, (DateTime?)Now.AddDays(12)), (found.State, found.IsToPutRight, found.PutRightAt));
        Assert.Equal(["put", "answer", "put_right", "answer", "confirmed"], found.Steps.Select(x => x.Kind));
        Refused("case.nothing_to_confirm", () => found.Confirm("再看", Office, Now.AddDays(13)));
        Refused("case.decided", () => found.Answer("还有", [], Manager, Now.AddDays(13)));
    }

    [Fact]
    public void The_points_of_a_licence_are_those_the_district_sets()
    {
        var why = new RiskReasons(Complaints: 2, Suspensions: 1, Failures: 1, Days: 95);
        Assert.Equal((2 * 5) + 3 + 4 + 3, why.Points(new()));
        Assert.Equal((2 * 7) + 11 + 0 + (3 * 2), why.Points(new() { ComplaintPoints = 7, SuspensionPoints = 11, FailurePoints = 0, MonthPoints = 2 }));
        Assert.Equal(Today.AddDays(3), Appeal.LastDay(Now, new SupervisionSettings { AppealDays = 3 }.AppealDays));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(400)]
    public void A_deadline_lies_ahead_and_within_a_year(int days)
    {
        var found = Case();
        Refused("case.deadline_past", () => found.Put(Today.AddDays(days), "请说明", Office, Now));
        Assert.Equal(CaseState.Open, found.State);
        found.Put(Today.AddDays(1), "请说明", Office, Now);
        found.Answer("好", [], Manager, Now);
        if (days < 1) Refused("case.deadline_past", () => found.Decide(new(CaseOutcome.PutRight, "改", Today.AddDays(days)), Office, Now));
    }

    [Fact]
    public void What_fits_no_case_is_refused()
    {
        Refused("case.not_put", () => Case().Answer("我先说", [], Manager, Now));
        Refused("case.no_holder", () => Case(holder: false).Put(Today.AddDays(3), "请说明", Office, Now));
        Refused("case.no_licence", () => Case(holder: false).Decide(new(CaseOutcome.Suspended, "没有许可证"), Office, Now));
        Refused("licence.field_missing", () => Case().Put(Today.AddDays(3), " ", Office, Now));
        Refused("licence.text_long", () => Case().Decide(new(CaseOutcome.NoMisuse, new('长', 501)), Office, Now));
        var asked = Case();
        asked.Put(Today.AddDays(3), "请说明", Office, Now);
        Refused("case.pictures_many", () => asked.Answer("看图", ["1", "2", "3", "4", "5", "6"], Manager, Now));
    }

    [Fact]
    public void An_appeal_is_in_time_through_its_last_day_and_decided_once_by_somebody_else()
    {
        var first = new FirstDecision(AppealKind.Case, Guid.CreateVersion7(), Guid.CreateVersion7(), "AJ-1", Office, Now);
        Refused("appeal.too_late", () => Appeal.Make(first, "不服", Manager, 15, Now.AddDays(16)));
        var appeal = Appeal.Make(first, "不服", Manager, 15, Now.AddDays(15));

        Refused("appeal.own_decision", () => appeal.Decide(true, "改", Office, Now));
        Refused("case.own", () => appeal.Decide(true, "改", Manager, Now));
        Refused("licence.field_missing", () => appeal.Decide(true, "", Other, Now));
        Assert.Equal(AppealState.Made, appeal.State);
        appeal.Decide(true, "证据不足", Other, Now);

        Refused("appeal.decided", () => appeal.Decide(false, "再定", Guid.CreateVersion7(), Now));
        Assert.Equal((AppealState.Overturned, Other), (appeal.State, appeal.DecidedBy));
    }

    [Theory]
    [InlineData("13800001234")]
    [InlineData("+86 138-0000-1234")]
    [InlineData("a@b.cn")]
    [InlineData("")]
    public void A_contact_is_a_phone_an_address_or_nothing(string contact) =>
        Assert.Equal(contact, MisuseReport.Write(new("旧图样", "菜场", Contact: contact), "JB-1", Now).Contact);

    [Fact]
    public void A_report_says_what_and_where()
    {
        Refused("misuse.contact_invalid", () => MisuseReport.Write(new("旧图样", "菜场", Contact: "老王"), "JB-1", Now));
        Refused("licence.field_missing", () => MisuseReport.Write(new("", "菜场"), "JB-1", Now));
        Refused("licence.field_missing", () => MisuseReport.Write(new("旧图样", " "), "JB-1", Now));
        Refused("licence.text_long", () => MisuseReport.Write(new("旧图样", "菜场", new('9', 21)), "JB-1", Now));
        Assert.Equal("TY-2026-0001", MisuseReport.Write(new("旧图样", "菜场", " ty-2026-0001 "), "JB-1", Now).LicenceNumber);
    }

    [Fact]
    public void The_same_seed_over_the_same_licences_draws_the_same_list_in_whatever_order_they_come()
    {
        var numbers = Enumerable.Range(1, 50).Select(x => $"TY-2026-{x:0000}").ToList();

        var drawn = CheckDraw.Pick("0123456789abcdef", numbers, 5);

        // sha256sum of "0123456789abcdef:TY-2026-0001" and so on, sorted.
        Assert.Equal(drawn, CheckDraw.Pick("0123456789abcdef", numbers.AsEnumerable().Reverse(), 5));
        Assert.Equal(["TY-2026-0035", "TY-2026-0032"], drawn.Take(2));
        Assert.NotEqual(drawn, CheckDraw.Pick("fedcba9876543210", numbers, 5));
        Assert.Equal(50, CheckDraw.Pick("0123456789abcdef", numbers, 200).Count);
    }

    [Fact]
    public void A_result_is_recorded_once_and_a_failure_says_what_was_found()
    {
        var check = new SpotCheck();
        Refused("licence.field_missing", () => check.Record(false, " ", [], Office, Now));
        Assert.Equal(CheckState.Pending, check.State);
        check.Record(false, "没有追溯码", [], Office, Now);
        Refused("check.done", () => check.Record(true, "", [], Other, Now));
        Assert.Equal((CheckState.Failed, Office), (check.State, check.DoneBy));
    }

    [Fact]
    public void Points_are_the_local_rule_times_what_was_counted() =>
        Assert.Equal((2 * 5) + 3 + 4 + 2, new RiskReasons(2, 1, 1, 89).Points(new()));

    private static void Refused(string code, Action deed) => Assert.Equal(code, Assert.Throws<RuleException>(deed).Code);
}
