using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Contracts.Statements;

namespace Market.Orders.Tests.Contracts;

/// <summary>The rules of contracts and deliveries as plain objects.</summary>
public sealed class SupplyRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(500, 400, 100, 440)]
    [InlineData(350, 400, 100, 360)]
    [InlineData(410, 400, 100, 410)]
    [InlineData(500, 400, 0, 400)]
    [InlineData(1, 1, 1000, 1)]
    public void A_quoted_price_stays_within_its_band(long quoted, long agreed, int band, long price) => Assert.Equal(price, Price.Within(quoted, agreed, band));

    [Theory]
    [InlineData(1_000, 20, 20)]
    [InlineData(999, 20, 19)]
    [InlineData(10_000_000_000, 200, 2_000_000_000)]
    [InlineData(49, 20, 0)]
    public void Tolerated_loss_is_whole_grams_rounded_down(long grams, int perMille, long tolerated) => Assert.Equal(tolerated, ReceiptLine.Tolerated(grams, perMille));

    [Fact]
    public void What_is_rejected_counts_against_the_goods_and_not_against_the_tolerance()
    {
        var line = new DeliveryLine { Grams = 100_000, FenPerKg = 333, Product = "豆角" };

        var found = ReceiptLine.Of(line, new(line.Id, 88_000, 10_000, "黄", "ab"), 20);

        Assert.Equal((90_000L, 29_970L, 3_330L), (found.Paid, found.Fen, found.RejectedFen));
    }

    [Fact]
    public void A_payment_is_shared_out_by_what_is_open_and_nobody_gets_more_than_that()
    {
        var statement = new Statement { Fen = 100, Shares = [.. new[] { 50L, 49, 1 }.Select(x => new StatementShare { CooperativeId = Guid.CreateVersion7(), Fen = x })] };
        statement.Confirm(ContractSide.Chain, Now);
        statement.Confirm(ContractSide.Supplier, Now);

        foreach (var fen in new[] { 1L, 33, 65, 1 })
        {
            statement.Send(fen);
            Assert.Equal(fen, statement.Arrive(fen).Sum(x => x.Fen));
            Assert.All(statement.Shares, x => Assert.InRange(x.PaidFen, 0, x.Fen));
        }

        Assert.Equal((StatementState.Paid, 100L), (statement.State, statement.PaidFen));
        Assert.Equal("statement.too_much", Assert.Throws<RuleException>(() => statement.Send(1)).Code);
    }

    [Fact]
    public void A_payment_that_did_not_arrive_can_be_sent_again()
    {
        var statement = new Statement { Fen = 100 };
        statement.Confirm(ContractSide.Chain, Now);
        statement.Confirm(ContractSide.Supplier, Now);
        statement.Send(100);

        statement.Miss(100);
        statement.Send(100);

        Assert.Equal(100, statement.SentFen);
    }
}
