using Market.Traceability.Log;

namespace Market.Web.Commands;

/// <summary>What somebody wants to know of a log, and whom they trust.</summary>
/// <param name="What">A file, folder or address.</param>
/// <param name="Since">File of an earlier checkpoint, or null.</param>
internal sealed record LogQuestion(string What, LogPolicy Policy, string? Since, bool Json)
{
    /// <summary>The log's key for those who check often; what stands behind --key goes before it.</summary>
    public const string KeyVariable = "MARKET_LOG_VKEY";

    public static (LogQuestion? Asked, string Wrong) Read(string[] args)
    {
        var (file, since, log, witnesses, json) = ((string?)null, (string?)null, Environment.GetEnvironmentVariable(KeyVariable), new List<NoteKey>(), false);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--json") json = true;
            else if (args[i] is "--since" && i + 1 < args.Length) since = args[++i];
            else if (args[i] is "--key" or "--witness" && i + 1 == args.Length) return (null, $"{args[i]} wants a key behind it.");
            else if (args[i] is "--key") log = args[++i];
            else if (args[i] is "--witness")
            {
                if (!NoteKey.TryParse(args[++i], out var witness) || witness.Kind != NoteKeyKind.Cosignature) return (null, $"{args[i]} is no witness's key.");
                witnesses.Add(witness);
            }
            else if (file is not null || args[i].StartsWith("--", StringComparison.Ordinal)) return (null, $"{args[i]} means nothing here.");
            else file = args[i];
        }
        if (file is null) return (null, "Which one?");
        if (string.IsNullOrEmpty(log)) return (null, $"Whose log? Give its public key with --key or in {KeyVariable}.");
        return NoteKey.TryParse(log, out var key) && key.Kind == NoteKeyKind.Note ? (new(file, new(key, witnesses), since, json), "") : (null, $"{log} is no log's key.");
    }
}
