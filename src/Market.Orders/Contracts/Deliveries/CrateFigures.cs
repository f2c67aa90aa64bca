namespace Market.Orders.Contracts.Deliveries;

/// <summary>Returnable crates (周转筐) of a contract.</summary>
/// <param name="Sent">Came with goods, those under way too.</param>
/// <param name="Back">Taken back empty.</param>
public sealed record CrateFigures(int Sent, int Back)
{
    /// <summary>Still with the chain, or on their way to it.</summary>
    public int Out => Sent - Back;

    /// <summary>What the chain owes for them unless they come back.</summary>
    /// <param name="crateFen">Deposit for one, fen.</param>
    public long Deposit(long crateFen) => Out * crateFen;
}
