using CsCheck;
using Market.Kernel.Values;

namespace Market.Kernel.Tests.Values;

public sealed class ValueTests
{
    [Fact]
    public void Splitting_money_loses_no_fen_and_keeps_everybody_within_one_fen_of_their_share()
    {
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[0, 1000].Array[1, 20].Where(x => x.Sum() > 0)).Sample((amount, weights) =>
        {
            var parts = Money.Fen(amount).Allocate(weights);
            var sum = weights.Sum();
            return parts.Sum(x => x.Amount) == amount && parts.Zip(weights).All(x => Math.Abs(x.First.Amount - (decimal)amount * x.Second / sum) < 1);
        });
    }

    [Fact]
    public void A_hundred_fen_by_three_is_34_33_33() => Assert.Equal([34L, 33L, 33L], Money.Fen(100).Allocate(1, 1, 1).Select(x => x.Amount));

    [Fact]
    public void Different_currencies_do_not_add() => Assert.Throws<InvalidOperationException>(() => Money.Fen(1) + new Money(1, "USD"));

    [Fact]
    public void Money_that_overflows_throws_instead_of_wrapping() => Assert.Throws<OverflowException>(() => Money.Fen(long.MaxValue) + Money.Fen(1));

    [Theory]
    [InlineData("2.5", 2500)]
    [InlineData("0.001", 1)]
    [InlineData("12", 12_000)]
    [InlineData("9000000000000000000000000000", Quantity.MaxMilli)]
    public void A_plain_decimal_is_a_quantity(string text, long milli)
    {
        Assert.True(Quantity.TryParse(text, Unit.Kg, out var quantity));
        Assert.Equal(milli, quantity.Milli);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("0.0001")]
    [InlineData("NaN")]
    [InlineData("1.2.3")]
    [InlineData("٣")]
    [InlineData("99999999999999999999999999999999999999")]
    public void Anything_else_is_none(string? text) => Assert.False(Quantity.TryParse(text, Unit.Kg, out _));

    [Fact]
    public void A_price_is_rounded_once_half_up()
    {
        Assert.Equal(800, Quantity.Of(2.5m, Unit.Jin).At(Money.Fen(320)).Amount);
        Assert.Equal(2, Quantity.Of(0.5m, Unit.Jin).At(Money.Fen(3)).Amount);
        Assert.Equal(1, Quantity.Of(0.333m, Unit.Jin).At(Money.Fen(3)).Amount);
    }

    [Fact]
    public void Half_a_kilogram_is_one_jin_and_a_box_weighs_what_its_offer_says()
    {
        Assert.Equal(500, Quantity.Of(1, Unit.Jin).Mass(0).Grams);
        Assert.Equal(7500, Quantity.Of(1.5m, Unit.Box).Mass(5000).Grams);
    }

    [Theory]
    [InlineData("斤", Unit.Jin)]
    [InlineData("公斤", Unit.Kg)]
    [InlineData("kg", Unit.Kg)]
    [InlineData("活", Unit.Head)]
    [InlineData("捆", Unit.Bundle)]
    public void Units_are_read_in_chinese_and_by_code(string text, Unit unit)
    {
        Assert.True(Units.TryParse(text, out var read));
        Assert.Equal(unit, read);
    }

    [Fact]
    public void The_districts_day_begins_eight_hours_before_utc()
    {
        Assert.Equal(new DateOnly(2026, 11, 23), DistrictClock.Date(new DateTime(2026, 11, 22, 16, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(new DateOnly(2026, 11, 22), DistrictClock.Date(new DateTime(2026, 11, 22, 15, 59, 59, DateTimeKind.Utc)));
        Assert.Equal(new DateTime(2026, 11, 22, 16, 0, 0, DateTimeKind.Utc), DistrictClock.StartOf(new DateOnly(2026, 11, 23)));
    }
}
