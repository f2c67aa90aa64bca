namespace Market.Catalog.People;

/// <summary>Roles that are told, in the chain, at the suppliers and in the town.</summary>
internal sealed record SupplyAudience(Role[] Chain, Role[] Supplier, Role[] Town);

/// <summary>Who is told which step of a contract, a delivery or a statement, and where it leads.</summary>
internal static class SupplyNotices
{
    private static readonly Role[] Nobody = [], Buyers = [Role.Buyer], Deciders = [Role.Buyer, Role.Approver], Ramp = [Role.Receiver], Managers = [Role.Manager], Sellers = [Role.Manager, Role.Clerk], Reviewers = [Role.Reviewer];

    /// <exception cref="InvalidOperationException">Nobody is told of such a step: a fault of the program.</exception>
    public static (SupplyAudience Audience, string Page) Of(string step) => step switch
    {
        "contract.draft" => (new([Role.Approver], Managers, Nobody), "/office/contracts"),
        "contract.agree" => (new(Deciders, Managers, Nobody), "/office/contracts"),
        "contract.agreed" or "contract.seal" => (new(Deciders, Nobody, Reviewers), "/office/contracts"),
        "contract.support" or "contract.return" or "contract.filed" or "contract.cancel" or "contract.archive" => (new(Deciders, Managers, Nobody), "/office/contracts"),
        "call_off.make" or "call_off.withdraw" => (new(Nobody, Sellers, Nobody), "/office/call-offs"),
        "call_off.confirm" or "call_off.refuse" => (new(Buyers, Nobody, Nobody), "/office/call-offs"),
        "delivery.ship" => (new(Ramp, Nobody, Nobody), "/office/goods-in"),
        "receipt.post" or "receipt.rejected" or "receipt.short" or "receipt.concede" or "receipt.uphold" => (new(Nobody, Sellers, Nobody), "/office/deliveries"),
        "receipt.correct" => (new(Buyers, Sellers, Nobody), "/office/deliveries"),
        "receipt.refer" => (new(Buyers, Managers, Nobody), "/office/deliveries"),
        "receipt.referred" => (new(Nobody, Nobody, Reviewers), "/town/disputes"),
        "receipt.decide" => (new(Buyers, Managers, Nobody), "/office/deliveries"),
        "receipt.dispute" or "receipt.agree" => (new(Buyers, Nobody, Nobody), "/office/deliveries"),
        "statement.make" or "statement.overdue" or "statement.confirm" or "statement.confirmed" or "statement.object" => (new(Deciders, Managers, Nobody), "/office/statements"),
        "payment.send" => (new(Nobody, Managers, Nobody), "/office/statements"),
        "payment.arrive" or "payment.miss" => (new(Buyers, Nobody, Nobody), "/office/statements"),
        _ => throw new InvalidOperationException($"Nobody is told of {step}."),
    };
}
