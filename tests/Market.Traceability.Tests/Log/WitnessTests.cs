using System.Net;
using System.Net.Sockets;
using System.Text;
using Market.Traceability.Log;

namespace Market.Traceability.Tests.Log;

/// <summary>The witness protocol over real HTTP, against a witness written from the standard.</summary>
public sealed class WitnessTests : IAsyncLifetime
{
    private static readonly SampleLog Log = new(40);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly SmallWitness _witness = new(SampleLog.Signer.Key, SampleLog.Witness);

    public Task InitializeAsync() => _witness.StartAsync();

    [Fact]
    public async Task A_log_that_only_grows_is_signed_each_time()
    {
        foreach (var (older, newer) in new[] { (0, 1), (1, 7), (7, 8), (8, 8), (8, 40) })
        {
            var note = Log.Published(newer);
            var answer = await AskAsync(older, newer, note);

            Assert.Equal((WitnessOutcome.Cosigned, null), (answer.Outcome, answer.Size));
            Assert.Equal(SampleLog.Now.ToUnixTimeSeconds(), SampleLog.Witness.Key.TimeOf(Assert.Single(answer.Cosignatures)));
            Assert.True(note.With(answer.Cosignatures).IsSignedBy(SampleLog.Witness.Key));
        }
    }

    [Fact]
    public async Task A_witness_that_has_seen_another_size_says_which_and_signs_then()
    {
        await AskAsync(0, 20, Log.Published(20));

        var first = await AskAsync(0, 30, Log.Published(30));
        Assert.Equal((WitnessOutcome.OtherSize, 20L), (first.Outcome, first.Size));
        Assert.Equal(WitnessOutcome.Cosigned, (await AskAsync((int)first.Size!, 30, Log.Published(30))).Outcome);
        // A log put back from an old backup learns here that it has published more.
        Assert.Equal((WitnessOutcome.OtherSize, 30L), (await AskAsync(5, 10, Log.Published(10)) is var old ? (old.Outcome, old.Size) : default));
    }

    [Fact]
    public async Task Another_history_of_the_same_size_is_an_alarm()
    {
        await AskAsync(0, 20, Log.Published(20));
        var forked = (Log.Checkpoint(20) with { Root = MerkleHash.Empty }).SignedBy(SampleLog.Signer, SampleLog.Now);

        Assert.Equal((WitnessOutcome.OtherRoot, 20L), (await Client().AddCheckpointAsync(20, [], forked, default)) is var answer ? (answer.Outcome, answer.Size) : default);
    }

    [Fact]
    public async Task Each_refusal_is_told_apart()
    {
        var other = new NoteSigner("other.example", NoteKeyKind.Note, SampleLog.Seed(1));
        var unknown = new Checkpoint("other.example", 1, Log.Checkpoint(1).Root).SignedBy(other, SampleLog.Now);
        var forged = Log.Checkpoint(1).SignedBy(new(SampleLog.Origin, NoteKeyKind.Note, SampleLog.Seed(9)), SampleLog.Now);
        await AskAsync(0, 5, Log.Published(5));

        Assert.Equal(WitnessOutcome.UnknownLog, (await Client().AddCheckpointAsync(0, [], unknown, default)).Outcome);
        Assert.Equal(WitnessOutcome.UnknownKey, (await Client().AddCheckpointAsync(0, [], forged, default)).Outcome);
        Assert.Equal(WitnessOutcome.BadProof, (await Client().AddCheckpointAsync(5, [MerkleHash.Empty], Log.Published(9), default)).Outcome);
        var bad = await Client().AddCheckpointAsync(6, [], Log.Published(5), default);
        Assert.Equal(WitnessOutcome.Unusable, bad.Outcome);
        Assert.StartsWith("400", bad.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "", "text/plain")]
    [InlineData(200, "signed", "text/plain")]
    [InlineData(200, "extra\n\n{good}", "text/plain")]
    [InlineData(200, "extra\n\n{longer}", "text/plain")]
    [InlineData(200, "{stranger}", "text/plain")]
    [InlineData(200, "{spoiled}", "text/plain")]
    [InlineData(200, "{huge}", "text/plain")]
    [InlineData(409, "5\n", "text/plain")]
    [InlineData(409, "5", "text/x.tlog.size")]
    [InlineData(409, "05\n", "text/x.tlog.size")]
    [InlineData(409, "", "text/x.tlog.size")]
    [InlineData(409, "0\n", "text/x.tlog.size")]
    [InlineData(204, "", "text/plain")]
    [InlineData(500, "{good}", "text/plain")]
    public async Task An_answer_that_says_nothing_is_unusable(int status, string body, string type)
    {
        var note = Log.Published(7);
        string Line(NoteSigner by, string text) => by.Sign(text, SampleLog.Now) + "\n";
        _witness.Instead = (status, type, body.Replace("{good}", Line(SampleLog.Witness, note.Text), StringComparison.Ordinal).Replace("{stranger}", Line(SampleLog.Stranger, note.Text), StringComparison.Ordinal)
            .Replace("{longer}", Line(SampleLog.Witness, note.Text + "\nextra\n"), StringComparison.Ordinal).Replace("{spoiled}", Line(SampleLog.Witness, "other\n"), StringComparison.Ordinal).Replace("{huge}", $"{Line(SampleLog.Witness, note.Text)}{new NoteSignature("long.example", 1, new byte[60_000])}\n", StringComparison.Ordinal));

        var answer = await AskAsync(0, 7, note);
        Assert.Equal((WitnessOutcome.Unusable, 0), (answer.Outcome, answer.Cosignatures.Count));
    }

    [Fact]
    public async Task Good_lines_are_taken_and_those_of_strangers_left()
    {
        var note = Log.Published(7);
        _witness.Instead = (200, "text/plain", $"{SampleLog.Stranger.Sign(note.Text, SampleLog.Now)}\n{SampleLog.Witness.Sign(note.Text, SampleLog.Now)}\n");

        Assert.Equal(SampleLog.Witness.Key.Name, Assert.Single((await AskAsync(0, 7, note)).Cosignatures).Name);
    }

    [Fact]
    public async Task A_witness_that_is_not_there_or_too_slow_is_unreachable()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        using var hasty = new HttpClient { Timeout = TimeSpan.FromMilliseconds(300) };
        Uri silent = new($"http://{free.LocalEndpoint}/");
        Assert.Equal(WitnessOutcome.Unreachable, (await new WitnessClient(hasty, silent, []).AddCheckpointAsync(0, [], Log.Published(1), default)).Outcome);
        using var stop = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new WitnessClient(_http, silent, []).AddCheckpointAsync(0, [], Log.Published(1), stop.Token));
        free.Stop();
        Assert.Equal(WitnessOutcome.Unreachable, (await new WitnessClient(_http, silent, []).AddCheckpointAsync(0, [], Log.Published(1), default)).Outcome);
    }

    [Fact]
    public void The_body_looks_as_the_standard_shows_it()
    {
        var (proof, note) = (MerkleProof.Consistency(6, 9, Log.Node), Log.Published(9));
        var hashes = string.Concat(proof.Select(x => Convert.ToBase64String(x.ToBytes()) + "\n"));

        Assert.Equal($"old 6\n{hashes}\n{note}", Encoding.UTF8.GetString(WitnessClient.Body(6, proof, note)));
        Assert.Equal($"old 0\n\n{note}", Encoding.UTF8.GetString(WitnessClient.Body(0, [], note)));
        Assert.Throws<ArgumentException>(() => WitnessClient.Body(1, [.. Enumerable.Repeat(MerkleHash.Empty, 64)], note));
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _witness.DisposeAsync();
    }

    private WitnessClient Client() => new(_http, _witness.Address, [SampleLog.Witness.Key]);

    private Task<WitnessAnswer> AskAsync(int older, int newer, SignedNote note) =>
        Client().AddCheckpointAsync(older, older <= newer ? MerkleProof.Consistency(older, newer, Log.Node) : [], note, default);
}
