using System.Globalization;
using System.Text.Json;
using Market.Traceability.Log;

namespace Market.Web.Commands;

/// <summary>./market verify-proof FILE: whether a proof file proves what it says, without a database and without a network.</summary>
internal static class VerifyProofCommand
{
    /// <summary>What follows the command's name.</summary>
    public const string Words = "FILE [--key VKEY] [--witness VKEY]... [--json]";

    /// <returns>0 valid, 1 not valid, 2 called wrongly or for a file that is not there.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (asked, wrong) = LogQuestion.Read(args);
        if (asked is null || asked.Since is not null) return Fail((asked is null ? wrong : "--since means nothing here.") + "\nusage: verify-proof " + Words);
        if (!File.Exists(asked.What)) return Fail($"There is no file {asked.What}.");
        byte[] file;
        try
        {
            file = await ReadAsync(asked.What);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail($"{asked.What} cannot be read: {failure.Message}");
        }
        return Report(TlogProof.Check(file, asked.Policy), asked.Json);
    }

    /// <summary>No more than a proof can have and one byte: a film under this name shall not fill the memory.</summary>
    private static async Task<byte[]> ReadAsync(string path)
    {
        var room = new byte[TlogProof.MaximumBytes + 1];
        await using var file = File.OpenRead(path);
        return room[..await file.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false)];
    }

    private static int Report(ProofFinding finding, bool json)
    {
        var (verdict, log) = (JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Verdict.ToString()), finding.Checkpoint);
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { ok = finding.IsValid, verdict, origin = log?.Origin, size = log?.Size, index = finding.Index, leaf = finding.Leaf?.ToString(), root = log?.Root.ToString() }, JsonSerializerOptions.Web));
        else if (finding.IsValid) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"valid: leaf {finding.Index} of {log!.Size} in {log.Origin}, hash {finding.Leaf}"));
        else Console.WriteLine($"not valid: {verdict}: {Sentence(finding.Verdict)}");
        return finding.IsValid ? 0 : 1;
    }

    private static string Sentence(ProofVerdict verdict) => verdict switch
    {
        ProofVerdict.Malformed => "this is no proof file, or it was cut off or changed.",
        ProofVerdict.WrongOrigin => "the file is about another log than the key's.",
        ProofVerdict.BadSignature => "the log's key did not sign this.",
        ProofVerdict.WitnessMissing => "a required witness did not sign this.",
        ProofVerdict.WrongIndex => "the log was not that long when this was signed.",
        ProofVerdict.NoLeaf => "the file carries no leaf.",
        ProofVerdict.WrongLeaf => "the file carries another leaf.",
        ProofVerdict.WrongPath => "the hashes do not lead from this leaf to the signed root.",
        _ => "it is.",
    };

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return CommandLine.Wrong;
    }
}
