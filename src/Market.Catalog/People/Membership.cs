
namespace Market.Catalog.People;

/// <summary>What a person may do, and for whom. Names are those of the roles in the API.</summary>
public enum Role { Consumer, Manager, Clerk, Supervisor, Reviewer, Office, Station, Inspector, Buyer, Approver, Receiver, Admin }

/// <summary>One person's role in one organisation: a cooperative, town, station, chain, or the district itself (no id).</summary>
internal sealed class Membership
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PersonId { get; init; }
    public Role Role { get; init; }
    public Guid? OrganisationId { get; init; }
}
