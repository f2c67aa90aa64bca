using System.Diagnostics;
using System.Text.Json.Nodes;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Commands;

/// <summary>./market verify-proof as somebody types it, in an empty folder: it needs no database.</summary>
public sealed class VerifyProofTests : IDisposable
{
    private static readonly string Key = ProofFiles.Key.ToString(), Witness = ProofFiles.Witness.ToString();
    private readonly string _folder = Directory.CreateTempSubdirectory("proofs").FullName;

    [Fact]
    public async Task A_valid_file_answers_zero_and_says_what_it_proves()
    {
        var file = await WriteAsync(ProofFiles.Good.ToBytes());

        var (code, output, errors) = await RunAsync("", file, "--key", Key, "--witness", Witness);
        Assert.Equal((0, $"valid: leaf 617 of 1000 in market.example/log, hash {ProofFiles.LeafHash}\n", ""), (code, output, errors));
        var (same, json, _) = await RunAsync(Key, "--json", file);
        var said = JsonNode.Parse(json)!;
        Assert.Equal((0, true, "valid", 1000, 617), (same, said["ok"]!.GetValue<bool>(), said["verdict"]!.GetValue<string>(), said["size"]!.GetValue<int>(), said["index"]!.GetValue<int>()));
        Assert.Equal((ProofFiles.LeafHash, "market.example/log"), (said["leaf"]!.GetValue<string>(), said["origin"]!.GetValue<string>()));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_file_that_is_not_valid_answers_one_and_why()
    {
        var (good, cut) = (await WriteAsync(ProofFiles.Good.ToBytes()), await WriteAsync(ProofFiles.Good.ToBytes()[..300]));

        Assert.Equal((1, "not valid: malformed: this is no proof file, or it was cut off or changed.\n"), await SaidAsync(cut, "--key", Key));
        Assert.Equal((1, "not valid: bad_signature: the log's key did not sign this.\n"), await SaidAsync(good, "--key", ProofFiles.Stranger.ToString()));
        var moved = await WriteAsync((ProofFiles.Good with { Index = 618 }).ToBytes());
        var (code, json) = await SaidAsync(moved, "--key", Key, "--json");
        Assert.Equal((1, false, "wrong_path"), (code, JsonNode.Parse(json)!["ok"]!.GetValue<bool>(), JsonNode.Parse(json)!["verdict"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Called_wrongly_or_for_no_file_it_answers_two()
    {
        var file = await WriteAsync(ProofFiles.Good.ToBytes());
        string[][] wrong =
        [
            [], [file], ["--key", Key], [file, "--key"], [file, "--key", "nonsense"], [file, "--key", Witness], [file, "--key", Key, "--witness"],
            [file, "--key", Key, "--witness", Key], [file, "--key", Key, "--loud"], [file, file, "--key", Key], [file + ".gone", "--key", Key], [_folder, "--key", Key],
        ];
        foreach (var words in wrong)
        {
            var (code, output, errors) = await RunAsync("", words);
            Assert.True((code, output) == (2, "") && errors.Length > 0, $"{string.Join(' ', words)}: {code} {output}{errors}");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> WriteAsync(byte[] proof)
    {
        var file = Path.Combine(_folder, Guid.CreateVersion7() + ".tlog-proof");
        await File.WriteAllBytesAsync(file, proof);
        return file;
    }

    private async Task<(int Code, string Output)> SaidAsync(params string[] words) => await RunAsync("", words) is var said ? (said.Code, said.Output) : default;

    /// <param name="key">The log's key in the environment, empty for none.</param>
    private async Task<(int Code, string Output, string Errors)> RunAsync(string key, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Server.Program, "verify-proof", .. words]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["MARKET_LOG_VKEY"] = key;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await errors);
    }
}
