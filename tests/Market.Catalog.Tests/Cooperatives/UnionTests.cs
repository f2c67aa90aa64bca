using Market.Catalog.Cooperatives;
using Market.Catalog.Tests.Brand;
using Market.Kernel;

namespace Market.Catalog.Tests.Cooperatives;

/// <summary>Unions of at least three cooperatives.</summary>
public sealed class UnionTests(District district) : IClassFixture<District>
{
    private static int _number;

    [Fact]
    public async Task A_union_has_three_members_a_chair_and_answers_sourcing_as_a_supplier()
    {
        var members = await CooperativesAsync(3);
        var id = await RegisterAsync(members);

        var view = (await FindAsync(id))!;
        var supplier = (await district.InAsync<ISupplyQuestions, IReadOnlyDictionary<Guid, SupplierView>>(x => x.SuppliersAsync([id, members[0]], default)));

        Assert.Equal(("王守田", 3), (view.Chair, view.Members.Count));
        Assert.Equal(members.Order(), supplier[id].Members);
        Assert.Empty(supplier[members[0]].Members);
        Assert.Equal(("双河联合社", district.Town, null), (supplier[id].Name, supplier[id].TownId, supplier[id].MemberHouseholds));
    }

    public static TheoryData<string, Func<NewUnion, NewUnion>> Wrong => new()
    {
        { "union.too_few", x => x with { Members = [.. x.Members.Take(2)] } },
        { "union.too_few", x => x with { Members = [x.Members[0], x.Members[1], x.Members[1]] } },
        { "union.member_unknown", x => x with { Members = [x.Members[0], x.Members[1], Guid.CreateVersion7()] } },
        { "cooperative.slug_invalid", x => x with { Slug = "A" } },
        { "cooperative.field_missing", x => x with { Chair = " " } },
        { "cooperative.account_invalid", x => x with { BankAccount = "12" } },
        { "town.unknown", x => x with { TownId = Guid.CreateVersion7() } },
        { "union.manager_unknown", x => x with { Manager = "nobody@example.com" } },
        { "account.login_invalid", x => x with { Manager = "x" } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_is_no_union_is_refused(string code, Func<NewUnion, NewUnion> spoil)
    {
        var form = spoil(Form(await CooperativesAsync(3)));

        var refusal = await Assert.ThrowsAsync<RuleException>(() => district.InAsync<UnionDesk, Guid>(x => x.RegisterAsync(form, district.Office, default)));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task A_name_is_taken_once_and_a_cooperative_is_a_member_once()
    {
        var members = await CooperativesAsync(4);
        var form = Form([.. members.Take(3)]);
        var id = await district.InAsync<UnionDesk, Guid>(x => x.RegisterAsync(form, district.Office, default));

        Assert.Equal("cooperative.slug_taken", (await Assert.ThrowsAsync<RuleException>(() => district.InAsync<UnionDesk, Guid>(x => x.RegisterAsync(form, district.Office, default)))).Code);
        Assert.Equal("union.member_twice", (await Assert.ThrowsAsync<RuleException>(() => JoinAsync(id, members[0]))).Code);
        Assert.True(await JoinAsync(id, members[3]));
        Assert.False(await JoinAsync(Guid.CreateVersion7(), members[3]));
    }

    [Fact]
    public async Task A_new_chair_holds_from_its_day_the_one_before_until_then_and_each_day_has_one()
    {
        var id = await RegisterAsync(await CooperativesAsync(3));
        var today = DistrictClock.Date(district.Clock.GetUtcNow().UtcDateTime);
        Task<bool> ElectAsync(string name, DateOnly from) => district.InAsync<UnionDesk, bool>(x => x.ElectAsync(id, name, from, district.Office, default));
        Task<string?> ChairAsync(DateOnly day) => district.InAsync<ISupplyQuestions, string?>(x => x.ChairAsync(id, day, default));

        Assert.Equal("union.chair_from", (await Assert.ThrowsAsync<RuleException>(() => ElectAsync("李", today))).Code);
        Assert.Equal("union.chair_from", (await Assert.ThrowsAsync<RuleException>(() => ElectAsync("李", today.AddYears(2)))).Code);
        Assert.Equal("cooperative.field_missing", (await Assert.ThrowsAsync<RuleException>(() => ElectAsync(" ", today.AddDays(5)))).Code);
        Assert.False(await district.InAsync<UnionDesk, bool>(x => x.ElectAsync(Guid.CreateVersion7(), "李", today.AddDays(5), district.Office, default)));
        var done = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            try { return await ElectAsync("李桂枝", today.AddDays(5)) ? "" : "absent"; }
            catch (RuleException refusal) { return refusal.Code; }
        })));

        Assert.Single(done, x => x is "");
        Assert.Equal(("王守田", "王守田", "李桂枝"), (await ChairAsync(today), await ChairAsync(today.AddDays(4)), await ChairAsync(today.AddDays(5))));
        Assert.Equal([("李桂枝", (DateOnly?)null), ("王守田", (DateOnly?)today.AddDays(4))], (await FindAsync(id))!.Chairs.Select(x => (x.Name, x.Until)));
    }

    [Fact]
    public async Task A_changed_account_leaves_the_one_before_on_record()
    {
        var id = await RegisterAsync(await CooperativesAsync(3));
        var before = await district.InAsync<UnionRegistry, string>(x => x.BankAccountAsync(id, default));
        Task<bool> ChangeAsync(string account) => district.InAsync<UnionDesk, bool>(x => x.ChangeAccountAsync(id, account, district.Office, default));

        Assert.Equal("cooperative.account_invalid", (await Assert.ThrowsAsync<RuleException>(() => ChangeAsync("12"))).Code);
        Assert.Equal("union.account_same", (await Assert.ThrowsAsync<RuleException>(() => ChangeAsync(before))).Code);
        Assert.True(await ChangeAsync("6228 4800 0000 7777"));

        Assert.Equal("6228 4800 0000 7777", await district.InAsync<UnionRegistry, string>(x => x.BankAccountAsync(id, default)));
        Assert.Equal([before], (await district.InAsync<UnionRegistry, List<FormerAccount>>(x => x.FormerAccountsAsync(id, default))).Select(x => x.Account));
    }

    [Fact]
    public async Task Who_leaves_is_no_supplier_any_more_stays_in_the_history_and_may_come_back()
    {
        var members = await CooperativesAsync(4);
        var id = await RegisterAsync(members);

        Assert.True(await LeaveAsync(id, members[0]));
        Assert.False(await LeaveAsync(id, members[0]));
        var without = (await FindAsync(id))!.Members;
        await JoinAsync(id, members[0]);

        Assert.Equal(1, without.Count(x => x.LeftOn == district.Today));
        Assert.Equal(5, (await FindAsync(id))!.Members.Count);
        Assert.Equal(4, (await district.InAsync<ISupplyQuestions, IReadOnlyDictionary<Guid, SupplierView>>(x => x.SuppliersAsync([id], default)))[id].Members.Count);
    }

    [Fact]
    public async Task Two_departures_at_once_leave_three_members()
    {
        for (var round = 0; round < 5; round++)
        {
            var members = await CooperativesAsync(4);
            var id = await RegisterAsync(members);

            var codes = await Task.WhenAll(members.Select(x => Task.Run(async () =>
            {
                try { return await LeaveAsync(id, x) ? "left" : "absent"; }
                catch (RuleException refusal) { return refusal.Code; }
            })));

            Assert.Equal((1, 3), (codes.Count(x => x == "left"), codes.Count(x => x == "union.too_few")));
            Assert.Equal(3, (await FindAsync(id))!.Members.Count(x => x.LeftOn is null));
        }
    }

    private static NewUnion Form(IReadOnlyList<Guid> members, Guid town) => new($"union-{Interlocked.Increment(ref _number)}", "双河联合社", "Shuanghe Union", town, "6217 0000 0000 2000", "王守田", members);

    private NewUnion Form(IReadOnlyList<Guid> members) => Form(members, district.Town);

    private Task<Guid> RegisterAsync(IReadOnlyList<Guid> members) => district.InAsync<UnionDesk, Guid>(x => x.RegisterAsync(Form(members), district.Office, default));

    private Task<bool> JoinAsync(Guid union, Guid cooperative) => district.InAsync<UnionDesk, bool>(x => x.JoinAsync(union, cooperative, district.Office, default));

    private Task<bool> LeaveAsync(Guid union, Guid cooperative) => district.InAsync<UnionDesk, bool>(x => x.LeaveAsync(union, cooperative, district.Office, default));

    private Task<UnionView?> FindAsync(Guid id) => district.InAsync<UnionRegistry, UnionView?>(x => x.FindAsync(id, default));

    private async Task<List<Guid>> CooperativesAsync(int count)
    {
        var made = new List<Guid>();
        for (var i = 0; i < count; i++) made.Add(await district.CooperativeAsync($"member-{Interlocked.Increment(ref _number)}", filed: false));
        return made;
    }
}
