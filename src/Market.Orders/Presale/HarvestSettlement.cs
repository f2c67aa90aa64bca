
namespace Market.Orders.Presale;

/// <summary>A cooperative said how much of a presale it really harvested; said once per offer.</summary>
internal sealed class HarvestSettlement
{
    public Guid OfferId { get; init; }
    public Guid CooperativeId { get; init; }
    public long HarvestMilli { get; init; }
    public long PromisedMilli { get; init; }
    public Guid ActorId { get; init; }
    public DateTime At { get; init; }
}
