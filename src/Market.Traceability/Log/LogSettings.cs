namespace Market.Traceability.Log;

/// <summary>How the log is published.</summary>
/// <param name="Origin">Name of the log in its checkpoints: host and path without a scheme, never changed once published.</param>
/// <param name="Published">File that keeps the newest published checkpoint outside of the database: a restored old backup is found by it.</param>
/// <param name="Key">Signing key as <see cref="NoteSigner.ToSecretText"/> writes it; null keeps one made at the first start in the database.</param>
/// <param name="Witnesses">Witnesses asked to sign each checkpoint too.</param>
public sealed record LogSettings(string Origin, string Published, string? Key, IReadOnlyList<WitnessSettings> Witnesses);

/// <param name="Prefix">Address of its submission interface.</param>
/// <param name="Key">Its verifier key.</param>
public sealed record WitnessSettings(Uri Prefix, string Key);
