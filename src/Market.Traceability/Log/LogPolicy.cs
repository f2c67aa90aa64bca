namespace Market.Traceability.Log;

/// <summary>Whom somebody trusts who checks a proof.</summary>
/// <param name="Log">The log's key; its name is the origin the proof must be of.</param>
/// <param name="Witnesses">Each of these must have signed too; none is enough for a log one trusts to show everybody the same.</param>
public sealed record LogPolicy(NoteKey Log, params IReadOnlyList<NoteKey> Witnesses);
