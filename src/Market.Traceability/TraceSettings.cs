using Market.Traceability.Log;

namespace Market.Traceability;

/// <summary>Settings of traceability.</summary>
/// <param name="BaseUrl">Address that keys and codes begin with, without a trailing slash.</param>
public sealed record TraceSettings(string BaseUrl, LogSettings Log);
