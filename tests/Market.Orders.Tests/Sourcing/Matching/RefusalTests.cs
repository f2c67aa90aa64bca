using System.Text;
using Market.Kernel;
using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Reading;
using Market.Orders.Tests.Sourcing.Matching.Support;
using static Market.Orders.Tests.Sourcing.Matching.Support.SmallMarket;

namespace Market.Orders.Tests.Sourcing.Matching;

/// <summary>Bad input (sourcing.md section 6): every kind has its own code and the field's path.</summary>
public sealed class RefusalTests
{
    private const string Good = """
        {"windows":[{"id":"w1","from":"2026-11-30","to":"2026-12-06"},{"id":"w2","from":"2026-12-07","to":"2026-12-13"}],
         "cooperatives":[{"id":"c1"},{"id":"c2"},{"id":"c3"}],"unions":[{"id":"u","members":["c1","c2","c3"]}],
         "lines":[{"id":"l1","product":"cabbage","place":"shop","unit":"kg","ceilingFenPerKg":600,"minLot":200,"maxSuppliers":4,"demand":[{"window":"w1","quantity":1000.5}]}],
         "offers":[{"id":"o1","supplier":"c1","product":"cabbage","tiers":[{"fenPerKg":300},{"from":500000,"fenPerKg":280}],"harvests":[{"window":"w1","quantity":900000}],"bidAt":"2026-11-20T08:00:00+08:00"}]}
        """;

    [Fact]
    public void The_good_file_is_taken() => Assert.Equal(1_000_500 - 900_000, Matcher.Match(Read(Good)).Unfilled.Single().Grams);

    [Theory]
    [InlineData("\"quantity\":1000.5", "\"quantity\":-1", "match.not_positive", "lines[0].demand[0].grams")]
    [InlineData("\"quantity\":1000.5", "\"quantity\":0", "match.not_positive", "lines[0].demand[0].grams")]
    [InlineData("\"quantity\":1000.5", "\"quantity\":\"NaN\"", "match.number_invalid", "lines[0].demand[0].quantity")]
    [InlineData("\"quantity\":1000.5", "\"quantity\":1e3", "match.number_invalid", "lines[0].demand[0].quantity")]
    [InlineData("\"quantity\":1000.5", "\"quantity\":NaN", "match.json_malformed", "line 3")]
    [InlineData("\"quantity\":1000.5", "\"quantity\":1.00005", "match.grams_not_whole", "lines[0].demand[0].quantity")]
    [InlineData("\"quantity\":1000.5", "\"quantity\":99999999999999999999", "match.overflow", "lines[0].demand[0].quantity")]
    [InlineData("\"quantity\":1000.5", "\"quantity\":9000000000000000", "match.overflow", "lines[0].demand")]
    [InlineData("\"quantity\":1000.5", "\"quantity\":150", "match.lot_above_demand", "lines[0].minLotGrams")]
    [InlineData("\"quantity\":1000.5", "\"quantity\":1000,\"unit\":\"箱\"", "match.unit_mixed", "lines[0].demand[0].unit")]
    [InlineData("\"unit\":\"kg\"", "\"unit\":\"箱\"", "match.net_weight_missing", "lines[0].netGrams")]
    [InlineData("\"unit\":\"kg\"", "\"unit\":\"头\"", "match.net_weight_missing", "lines[0].netGrams")]
    [InlineData("\"unit\":\"kg\"", "\"unit\":\"斤\"", "match.net_weight_missing", "lines[0].netGrams")]
    [InlineData("\"unit\":\"kg\"", "\"unit\":\"吨\"", "match.net_weight_missing", "lines[0].netGrams")]
    [InlineData("\"unit\":\"kg\"", "\"unit\":\"kg\",\"netGrams\":900", "match.net_weight_needless", "lines[0].netGrams")]
    [InlineData("\"maxSuppliers\":4", "\"maxSuppliers\":0", "match.max_suppliers", "lines[0].maxSuppliers")]
    [InlineData("\"maxSuppliers\":4", "\"maxSuppliers\":99999999999", "match.overflow", "lines[0].maxSuppliers")]
    [InlineData("\"maxSuppliers\":4", "\"maxSupplier\":4", "match.field_unknown", "lines[0].maxSupplier")]
    [InlineData("\"maxSuppliers\":4,", "", "match.field_missing", "lines[0].maxSuppliers")]
    [InlineData("\"maxSuppliers\":4", "\"maxSuppliers\":4,\"maxSharePerMille\":0", "match.share_range", "lines[0].maxSharePerMille")]
    [InlineData("\"ceilingFenPerKg\":600", "\"ceilingFenPerKg\":0", "match.not_positive", "lines[0].ceilingFenPerKg")]
    [InlineData("\"ceilingFenPerKg\":600", "\"ceilingFenPerKg\":9000000000000", "match.overflow", "lines[0].ceilingFenPerKg")]
    [InlineData("\"window\":\"w1\",\"quantity\":1000.5", "\"window\":\"w9\",\"quantity\":1000.5", "match.reference_unknown", "lines[0].demand[0].window")]
    [InlineData("\"members\":[\"c1\",\"c2\",\"c3\"]", "\"members\":[\"c1\",\"c2\"]", "match.union_small", "unions[0].members")]
    [InlineData("\"members\":[\"c1\",\"c2\",\"c3\"]", "\"members\":[\"c1\",\"c2\",\"c2\"]", "match.union_small", "unions[0].members")]
    [InlineData("\"members\":[\"c1\",\"c2\",\"c3\"]", "\"members\":[\"c1\",\"c2\",\"c9\"]", "match.reference_unknown", "unions[0].members")]
    [InlineData("{\"id\":\"c2\"}", "{\"id\":\"c1\"}", "match.id_duplicate", "cooperatives[1].id")]
    [InlineData("{\"id\":\"c2\"}", "{\"id\":\"c2\",\"members\":[\"c1\"]}", "match.member_of_cooperative", "cooperatives[1].members")]
    [InlineData("{\"id\":\"c2\"}", "{\"id\":\"c2\",\"distances\":{\"shop\":-1}}", "match.negative", "cooperatives[1].distances.shop")]
    [InlineData("{\"id\":\"c2\"}", "{\"id\":\"c2\",\"reliabilityPerMille\":1001}", "match.share_range", "cooperatives[1].reliabilityPerMille")]
    [InlineData("{\"id\":\"c2\"}", "{\"id\":\"c2\",\"town\":\"nowhere\"}", "match.reference_unknown", "cooperatives[1].town")]
    [InlineData("\"from\":\"2026-12-07\"", "\"from\":\"2026-12-06\"", "match.window_overlap", "windows[1].from")]
    [InlineData("\"from\":\"2026-12-07\"", "\"from\":\"2026-11-01\"", "match.window_order", "windows[1].from")]
    [InlineData("\"to\":\"2026-12-13\"", "\"to\":\"2026-12-01\"", "match.window_order", "windows[1].to")]
    [InlineData("\"to\":\"2026-12-13\"", "\"to\":\"2026-12-32\"", "match.date_invalid", "windows[1].to")]
    [InlineData("\"supplier\":\"c1\"", "\"supplier\":\"c9\"", "match.reference_unknown", "offers[0].supplier")]
    [InlineData("{\"from\":500000", "{\"from\":0", "match.tier_order", "offers[0].tiers[1].fromGrams")]
    [InlineData("\"fenPerKg\":280", "\"fenPerKg\":310", "match.tier_price", "offers[0].tiers[1].fenPerKg")]
    [InlineData("\"fenPerKg\":280", "\"fenPerKg\":0", "match.not_positive", "offers[0].tiers[1].fenPerKg")]
    [InlineData("\"fenPerKg\":280", "\"fenPerKg\":2.5", "match.number_invalid", "offers[0].tiers[1].fenPerKg")]
    [InlineData("\"quantity\":900000", "\"quantity\":0", "match.not_positive", "offers[0].harvests[0].grams")]
    [InlineData("\"quantity\":900000", "\"quantity\":900000,\"to\":\"w9\"", "match.reference_unknown", "offers[0].harvests[0].to")]
    [InlineData("+08:00", "", "match.date_invalid", "offers[0].bidAt")]
    [InlineData("\"bidAt\"", "\"certificates\":[{\"kind\":\"green\",\"from\":\"2026-12-01\",\"to\":\"2026-11-01\"}],\"bidAt\"", "match.span_order", "offers[0].certificates")]
    [InlineData("\"bidAt\"", "\"fixedChargeFen\":-1,\"bidAt\"", "match.negative", "offers[0].fixedChargeFen")]
    [InlineData("\"bidAt\"", "\"shares\":[{\"cooperative\":\"c1\",\"harvests\":[]}],\"bidAt\"", "match.member_of_cooperative", "offers[0].shares")]
    [InlineData("\"supplier\":\"c1\"", "\"supplier\":\"u\"", "match.harvest_of_union", "offers[0].harvests")]
    [InlineData("{\"windows\"", "{\"rules\":{\"reliabilityCreditPerMille\":31},\"windows\"", "match.share_range", "rules.reliabilityCreditPerMille")]
    [InlineData("{\"windows\"", "{\"rules\":{\"shortagePerMille\":10},\"windows\"", "match.shortage_range", "rules.shortagePerMille")]
    [InlineData("{\"windows\"", "{\"rules\":{\"budgetFen\":{\"1\":-1}},\"windows\"", "match.negative", "rules.budgetFen.1")]
    [InlineData("{\"windows\"", "{\"rules\":{\"distanceDivisor\":0},\"windows\"", "match.not_positive", "rules.distanceDivisor")]
    [InlineData("{\"windows\"", "{\"rules\":{\"hubs\":[\"x\"]},\"windows\"", "match.reference_unknown", "rules.hubs")]
    [InlineData("{\"windows\"", "{\"rules\":[],\"windows\"", "match.type_wrong", "rules")]
    [InlineData("{\"windows\"", "{\"rules\":{},\"rules\":{},\"windows\"", "match.json_malformed", "")]
    public void A_bad_file_is_refused_at_the_field(string instead, string of, string code, string path)
    {
        Assert.Contains(instead, Good, StringComparison.Ordinal);
        var place = Good.IndexOf(instead, StringComparison.Ordinal);
        var refusal = Assert.Throws<RuleException>(() => Matcher.Match(Read(Good[..place] + of + Good[(place + instead.Length)..])));

        Assert.Equal(code, refusal.Code);
        if (path.Length > 0) Assert.Equal(path, refusal.Field);
    }

    [Fact]
    public void A_duplicate_bid_is_refused_and_one_for_another_tender_is_not()
    {
        Refused("match.bid_duplicate", "offers[1]", Of([Line("l", 10)], [Offer("a", 300, 10), Offer("a", 310, 10) with { Id = "again" }]));
        Assert.Single(Matcher.Match(Of([Line("l", 10)], [Offer("a", 300, 10) with { Tender = "t" }, Offer("a", 290, 10) with { Id = "again", Tender = "other" }])).Awards);
    }

    [Fact]
    public void Harvests_alone_and_joint_that_do_not_agree_are_refused()
    {
        var joint = Joint("u", 310, ("m1", 500), ("m2", 300), ("m3", 300));
        joint = joint with { Shares = [.. joint.Shares.Select((x, i) => i > 0 ? x : x with { Harvests = [new("w1", "w2", 500_000)] })] };

        Refused("match.harvest_conflict", "offers[1].shares[0].harvests", Of([Line("l", 10)], [Offer("m1", 300, 500), joint], null, [Union("u", "m1", "m2", "m3")]));
    }

    [Fact]
    public void Empty_lists_and_too_many_windows_are_refused()
    {
        Refused("match.list_empty", "lines", Of([], [Offer("a", 300, 10)]));
        Refused("match.list_empty", "windows", Of([Line("l", 10)], []) with { Windows = [] });
        Refused("match.too_many_windows", "windows", Of([Line("l", 10)], []) with { Windows = [.. Enumerable.Range(0, 65).Select(x => new DeliveryWindow($"w{x}", new DateOnly(2026, 1, 1).AddDays(x), new DateOnly(2026, 1, 1).AddDays(x)))] });
    }

    [Fact]
    public void What_is_accepted_must_still_be_possible()
    {
        var problem = Of([Line("l", 100)], [Offer("a", 300, 50), Offer("b", 900, 50)]);

        Refused("match.accepted_too_much", "earlier.bid-a.l", problem with { Earlier = [new("bid-a", "l", "w1", 60_000, true)] });
        Refused("match.accepted_not_eligible", "earlier.bid-b.l", problem with { Earlier = [new("bid-b", "l", "w1", 50_000, true)] });
        Refused("match.reference_unknown", "earlier[0].offer", problem with { Earlier = [new("bid-x", "l", "w1", 50_000, true)] });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"windows\":[1]}")]
    [InlineData("{\"windows\":{}}")]
    public void Nothing_but_a_refusal_is_thrown(string file) => Assert.Throws<RuleException>(() => Matcher.Match(Read(file)));

    /// <summary>One byte of the good file is another: a plan or a refusal, never anything else.</summary>
    [Fact]
    public void A_broken_byte_is_refused_or_taken_and_never_more()
    {
        var (good, dice) = (Encoding.UTF8.GetBytes(Good), new PlainDice(7));
        for (var i = 0; i < 3000; i++)
        {
            var file = good.ToArray();
            file[dice.Next(file.Length)] = (byte)"0123456789-.,:{}[]\"eEw "[dice.Next(24 - 1)];
            try
            {
                Assert.Empty(Matcher.Match(Read(file), new() { RoundsPerLine = 1 }).Violations);
            }
            catch (RuleException refusal)
            {
                Assert.StartsWith("match.", refusal.Code, StringComparison.Ordinal);
            }
        }
    }

    private static void Refused(string code, string path, MatchProblem problem)
    {
        var refusal = Assert.Throws<RuleException>(() => Matcher.Match(problem));
        Assert.Equal((code, path), (refusal.Code, refusal.Field));
    }

    private static MatchProblem Read(string json) => ProblemJson.Read(Encoding.UTF8.GetBytes(json));

    private static MatchProblem Read(byte[] json) => ProblemJson.Read(json);
}
