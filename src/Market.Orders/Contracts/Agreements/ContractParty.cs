using Market.Kernel.Data;
using Market.Orders.Data;

namespace Market.Orders.Contracts.Agreements;

/// <summary>Who looks at contracts and what follows from them.</summary>
/// <param name="Chains">Theirs.</param>
/// <param name="Suppliers">Cooperatives and unions: their own contracts, and those they deliver a part of.</param>
/// <param name="Towns">Towns reviewed for: contracts of their suppliers once both parties agreed.</param>
public sealed record ContractParty(IReadOnlyCollection<Guid> Chains, IReadOnlyCollection<Guid> Suppliers, IReadOnlyCollection<Guid> Towns);

/// <summary>Somebody acting for organisations.</summary>
/// <param name="Organisations">Chains, suppliers or towns, as the deed asks for.</param>
/// <param name="Key">null when the act may be repeated by its own rules.</param>
public sealed record OrganisationAct(Actor Actor, IReadOnlyCollection<Guid> Organisations, OnceKey? Key);
