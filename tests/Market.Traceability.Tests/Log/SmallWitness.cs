using System.Text;
using Market.Traceability.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Market.Traceability.Tests.Log;

/// <summary>A witness of one log, in the order of checks of C2SP tlog-witness; reads the request by its own simple means.</summary>
internal sealed class SmallWitness : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly NoteKey _log;
    private readonly NoteSigner _own;
    private (long Size, MerkleHash Root) _seen = (0, MerkleHash.Empty);

    public SmallWitness(NoteKey log, NoteSigner own)
    {
        (_log, _own) = (log, own);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/w1/add-checkpoint", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var (status, type, body) = Instead ?? Answer(await reader.ReadToEndAsync());
            return Results.Text(body, type, Encoding.UTF8, status);
        });
    }

    /// <summary>Said instead of what is right.</summary>
    public (int Status, string Type, string Body)? Instead { get; set; }

    public Uri Address => new(_app.Urls.First() + "/w1/");

    public Task StartAsync() => _app.StartAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private (int, string, string) Answer(string body)
    {
        var blank = body.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !SignedNote.TryParse(Encoding.UTF8.GetBytes(body[(blank + 2)..]), out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint)) return (400, "text/plain", "");
        var lines = body[..blank].Split('\n');
        if (!lines[0].StartsWith("old ", StringComparison.Ordinal) || !long.TryParse(lines[0][4..], out var older)) return (400, "text/plain", "");
        var proof = lines[1..].Select(x => MerkleHash.Read(Convert.FromBase64String(x))).ToList();

        if (checkpoint.Origin != _log.Name) return (404, "text/plain", "");
        if (!note.IsSignedBy(_log)) return (403, "text/plain", "");
        if (older > checkpoint.Size) return (400, "text/plain", "");
        if (older != _seen.Size) return (409, "text/x.tlog.size", $"{_seen.Size}\n");
        if (older == checkpoint.Size && checkpoint.Root != _seen.Root) return (409, "text/plain", "");
        if (older == 0 ? proof.Count > 0 : !MerkleProof.Extends(older, checkpoint.Size, proof, _seen.Root, checkpoint.Root)) return (422, "text/plain", "");
        _seen = (checkpoint.Size, checkpoint.Root);
        return (200, "text/plain", _own.Sign(note.Text, SampleLog.Now) + "\n");
    }
}
