using CsCheck;
using Market.Catalog.Products;
using Market.Kernel.Values;

namespace Market.Catalog.Tests.Imports;

public sealed class ProductKeyTests
{
    [Theory]
    [InlineData("富士（纸袋Φ85以上）", "富士(纸袋Ф85以上)")]
    [InlineData("沙糖桔(中果）", " 沙糖桔（中果) ")]
    [InlineData("K九（龙果）", "k九(龙果)")]
    [InlineData("赣南脐橙Ф70—Ф95", "赣南脐橙φ70-φ95")]
    [InlineData("黑提  葡萄", "黑提\u3000葡萄")]
    [InlineData("Ａ１", "a1")]
    public void Spellings_of_the_same_goods_have_one_key(string one, string other) =>
        Assert.Equal(ProductKey.Of(one, "", "", Unit.Jin), ProductKey.Of(other, "", "", Unit.Jin));

    [Fact]
    public void Words_do_not_flow_from_one_part_into_the_next()
    {
        UInt128[] keys =
        [
            ProductKey.Of("苹果", "大", "", Unit.Jin), ProductKey.Of("苹果", "", "大", Unit.Jin), ProductKey.Of("苹果大", "", "", Unit.Jin), ProductKey.Of("苹果", "大", "", Unit.Kg),
            ProductKey.Of("苹果", "大", "", null), ProductKey.OfWords("苹果", "大", ""), ProductKey.OfExternal("苹果"), ProductKey.Of("大小/冀", "", "", null), ProductKey.Of("大小\\冀", "", "", null),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Folding_any_text_twice_changes_nothing_and_never_fails() =>
        Gen.String[Gen.Char, 0, 30].Sample(text => Assert.Equal(ProductKey.Fold(text), ProductKey.Fold(ProductKey.Fold(text))));

    [Fact]
    public void A_key_survives_its_bytes() =>
        Gen.ULong.Select(Gen.ULong).Sample((high, low) => Assert.Equal(new UInt128(high, low), ProductKey.Read(ProductKey.Bytes(new(high, low)))));
}
