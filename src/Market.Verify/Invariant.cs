namespace Market.Verify;

/// <summary>Something that must hold: its query returns the rows that break it.</summary>
/// <param name="Key">I1 to I18, as in docs/reliability.md.</param>
/// <param name="Says">What must hold, in one sentence.</param>
/// <param name="Sql">Runs on SQLite (with the modules' files attached) and on MySQL alike; every row is a violation.</param>
public sealed record Invariant(string Key, string Says, string Sql);

/// <summary>An invariant that does not hold.</summary>
/// <param name="Rows">How many rows break it; 200 at most are counted.</param>
/// <param name="First">The first row, for people.</param>
public sealed record Violation(string Key, string Says, int Rows, string First);
