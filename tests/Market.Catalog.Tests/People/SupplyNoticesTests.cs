using Market.Catalog.People;

namespace Market.Catalog.Tests.People;

/// <summary>Everybody whose turn it is in a contract, a delivery or a statement is told so.</summary>
public sealed class SupplyNoticesTests
{
    [Theory]
    [InlineData("contract.draft"), InlineData("contract.agree"), InlineData("contract.agreed"), InlineData("contract.support"), InlineData("contract.return"), InlineData("contract.seal"), InlineData("contract.filed"), InlineData("contract.cancel"), InlineData("contract.archive")]
    [InlineData("call_off.make"), InlineData("call_off.confirm"), InlineData("call_off.refuse"), InlineData("delivery.ship"), InlineData("receipt.post"), InlineData("receipt.rejected"), InlineData("receipt.short"), InlineData("receipt.dispute"), InlineData("receipt.agree"), InlineData("receipt.concede"), InlineData("receipt.uphold"), InlineData("receipt.correct"), InlineData("receipt.refer"), InlineData("receipt.referred"), InlineData("receipt.decide"), InlineData("call_off.withdraw"), InlineData("statement.overdue")]
    [InlineData("statement.make"), InlineData("statement.confirm"), InlineData("statement.confirmed"), InlineData("statement.object"), InlineData("payment.send"), InlineData("payment.arrive"), InlineData("payment.miss")]
    public void Every_step_has_somebody_who_is_told_and_a_sentence_in_both_languages(string step)
    {
        var (audience, page) = SupplyNotices.Of(step);

        Assert.NotEmpty(audience.Chain.Concat(audience.Supplier).Concat(audience.Town));
        Assert.StartsWith(audience.Town.Length > 0 && audience.Chain.Length == 0 ? "/town/" : "/office/", page, StringComparison.Ordinal);
        foreach (var language in new[] { "zh-CN", "en" }) Assert.Contains("HT-1", new NoticeWords().Say(language, step, "HT-1", "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_nobody_knows_is_a_fault_of_the_program() => Assert.Throws<InvalidOperationException>(() => SupplyNotices.Of("contract.lost"));
}
