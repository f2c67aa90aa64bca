using Market.Kernel;
using Market.Orders.Contracts.Deliveries;
using Market.Web.Features.Contracts;

namespace Market.Web.Features.Deliveries;

public sealed record GoodsInPage(IReadOnlyList<DeliveryView> UnderWay, IReadOnlyList<DeliveryView> Received, DateOnly Today);

/// <summary>What a receiver typed of a line, kilograms.</summary>
public sealed record FoundFields(Guid Line = default, decimal? Accepted = null, decimal? Rejected = null, string? Reason = null, string? Photo = null, string? ShortReason = null)
{
    internal FoundGoods Found => new(Line, ContractFields.Form.Grams(Accepted), ContractFields.Form.Grams(Rejected), Reason ?? "", Photo is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower) ? hash : "", ShortReason ?? "");
}

/// <param name="Lines">Of the delivery; <paramref name="Said"/> what stands in their fields.</param>
/// <param name="Lots">How the lots stand; <paramref name="KeepsUntil"/> the day until which they must keep, null when nothing was agreed.</param>
public sealed record FoundForm(IReadOnlyList<DeliveryLineView> Lines, IReadOnlyList<FoundFields> Said, IReadOnlyDictionary<string, LotStanding> Lots, DateOnly? KeepsUntil);

/// <param name="Lots">How the lots of the delivery stand.</param>
/// <param name="Receives">The caller books it in; <paramref name="Corrects"/> puts it right.</param>
/// <param name="Supplies">The caller manages the cooperative or its union; <paramref name="Buys"/> buys for the chain.</param>
public sealed record DeliveryPage(DeliveryView Delivery, bool Receives, bool Corrects, bool Supplies, bool Buys, IReadOnlyList<FoundFields> Typed, IReadOnlyDictionary<string, string> Said, DateTime Now, IReadOnlyDictionary<string, LotStanding> Lots)
{
    /// <summary>What stands in the fields of a receipt that is put right: as typed, else as booked.</summary>
    public IReadOnlyList<FoundFields> Booked => Typed.Count > 0 ? Typed
        : [.. Delivery.Lines.Select(x => (Line: x, Found: Delivery.Receipt!.Lines.First(y => y.LineId == x.LineId))).Select(x => new FoundFields(x.Line.Id, x.Found.Accepted / 1000m, x.Found.Rejected / 1000m, x.Found.Reason, x.Found.Photo, x.Found.ShortReason))];
}

/// <param name="Own">Cooperatives the caller sends for and that deliver a part of it.</param>
/// <param name="Confirms">The caller works for the supplier.</param>
/// <param name="Manages">The caller manages the supplier; <paramref name="Buys"/> buys for the chain.</param>
/// <param name="Typed">What was typed into a form that was refused.</param>
public sealed record CallOffPage(CallOffView CallOff, IReadOnlyCollection<Guid> Own, bool Confirms, bool Manages, bool Buys, IReadOnlyDictionary<string, string> Typed, DateTime Now);
