using Market.Catalog.People;
using Market.Traceability.Lots;
using Market.Traceability.Pallets;

namespace Market.Web.Hosting;

/// <summary>For whom somebody records or reads what grows.</summary>
internal static class Growers
{
    /// <summary>Managers and clerks for their cooperatives.</summary>
    public static TraceParty Grower(this Caller caller) => new(caller.Id, caller.In(Role.Manager, Role.Clerk));

    /// <summary>Managers and clerks for their cooperatives' pallets; stations and supermarkets for what comes to them.</summary>
    public static TraceParty Goods(this Caller caller) => caller.Grower() with
    {
        Places = [.. caller.In(Role.Station).Select(x => (ReceivingPlace.Station, x)), .. caller.In(Role.Receiver).Select(x => (ReceivingPlace.Store, x))],
    };

    /// <summary>Inspectors and the district's offices see every lot, others their own.</summary>
    public static TraceParty Tracer(this Caller caller) => caller.Is(Role.Inspector, Role.Office, Role.Admin) ? new(caller.Id, null) : caller.Grower();
}
