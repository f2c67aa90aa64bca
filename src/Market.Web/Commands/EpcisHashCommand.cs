using Market.Traceability.Epcis;

namespace Market.Web.Commands;

/// <summary>./market epcis-hash FILE: the hashes of a document's events, without a database.</summary>
internal static class EpcisHashCommand
{
    /// <summary>What follows the command's name.</summary>
    public const string Words = "FILE [--cbv 2.0|2.1] [--ignore FIELD]...";

    /// <returns>0 when every event has its hash, 1 when the document or some of its events are invalid, 2 when called wrongly or for a file that is not there.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (asked, wrong) = Read(args);
        if (asked is null) return Fail(wrong + "\nusage: epcis-hash " + Words);
        if (!File.Exists(asked.File)) return Fail($"There is no file {asked.File}.");
        byte[] document;
        try
        {
            document = await File.ReadAllBytesAsync(asked.File);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail($"{asked.File} cannot be read: {failure.Message}");
        }
        var lines = EventHashes.Of(document, asked.Rules, asked.Ignored, out var fault);
        if (fault is not null) Console.Error.WriteLine(Sentence("document", fault));
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Fault is { } invalid) Console.Error.WriteLine(Sentence(FormattableString.Invariant($"event {i + 1}"), invalid));
            else Console.WriteLine(lines[i].Uri);
        return fault is null && lines.All(x => x.Fault is null) ? 0 : 1;
    }

    private static (Question? Asked, string Wrong) Read(string[] args)
    {
        var (file, rules, ignored) = ((string?)null, HashRules.Cbv20, new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--cbv" or "--ignore" && i + 1 == args.Length) return (null, $"{args[i]} wants a word behind it.");
            if (args[i] is "--ignore") ignored.Add(args[++i]);
            else if (args[i] is "--cbv")
            {
                if (args[++i] is not ("2.0" or "2.1")) return (null, $"There are no rules {args[i]}.");
                rules = args[i] == "2.0" ? HashRules.Cbv20 : HashRules.Cbv21;
            }
            else if (file is not null || args[i].StartsWith("--", StringComparison.Ordinal)) return (null, $"{args[i]} means nothing here.");
            else file = args[i];
        }
        return file is null ? (null, "Which file?") : (new(file, rules, ignored), "");
    }

    private static string Sentence(string what, EpcisFault fault) => $"{what}: {fault.Code} at {(fault.Path.Length == 0 ? "/" : fault.Path)}{(fault.Found.Length == 0 ? "" : $": {fault.Found}")}";

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return CommandLine.Wrong;
    }

    private sealed record Question(string File, HashRules Rules, IReadOnlySet<string> Ignored);
}
