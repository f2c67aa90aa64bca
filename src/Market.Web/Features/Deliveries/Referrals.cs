using Market.Catalog.People;
using Market.Kernel.Data;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Web.Hosting;

namespace Market.Web.Features.Deliveries;

/// <summary>Whoever deals for one of the parties puts a dispute to the town.</summary>
internal static class Referrals
{
    /// <returns>The receipt's id; null when the caller deals for neither party.</returns>
    public static async Task<Guid?> ReferAsync(this RejectionDesk desk, Caller caller, OnceKey? key, Guid receipt, string words, CancellationToken ct)
    {
        var id = caller.Is(Role.Buyer) ? await desk.ReferAsync(caller.Acting(Role.Buyer, key), ContractSide.Chain, receipt, words, ct) : null;
        return id ?? (caller.Is(Role.Manager) ? await desk.ReferAsync(caller.Acting(Role.Manager, key), ContractSide.Supplier, receipt, words, ct) : null);
    }
}
