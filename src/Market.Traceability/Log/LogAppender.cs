using System.Text;
using Market.Kernel.Hosting;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Traceability.Log;

/// <summary>Appends to the log once a second and publishes what it signed.</summary>
/// <remarks>It never signs a log that is smaller than, or not the continuation of, what was published before.</remarks>
public sealed class LogAppender(IServiceScopeFactory scopes, LogSettings settings, IEnumerable<WitnessClient> witnesses, TimeProvider clock, ILogger<LogAppender> log) : Worker(clock, log)
{
    protected override TimeSpan Pause => TimeSpan.FromSeconds(1);

    /// <summary>Why nothing is signed any more; null while all is well.</summary>
    public string? Refusal { get; private set; }

    protected override Task<bool> PassAsync(CancellationToken ct) => AppendAsync(ct);

    /// <summary>Appends what waits now.</summary>
    /// <returns>true when more waits.</returns>
    internal async Task<bool> AppendAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TraceDb>();
        if (!await db.LogQueue.AnyAsync(ct)) return false;
        var signer = await LogKeys.SignerAsync(db, settings, ct);
        Refusal = await new LogGuard(db, settings).CheckAsync(signer.Key, ct);
        if (Refusal is not null)
        {
            Log.LogCritical("The log is not signed any more: {Reason}", Refusal);
            return false;
        }
        if (await new LogBook(db).AppendAsync(signer, Clock.GetUtcNow().UtcDateTime, ct) is not { } appended) return false;
        Publish(settings.Published, appended.Checkpoint.Note);
        await AskWitnessesAsync(db, appended.Checkpoint, ct);
        return appended.More;
    }

    /// <summary>Keeps the checkpoint outside of the database; a reader sees the old or the new one, never half of it.</summary>
    internal static void Publish(string file, string note)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var beside = $"{file}.{Environment.ProcessId}";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(note));
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, file, overwrite: true);
    }

    private async Task AskWitnessesAsync(TraceDb db, PublishedCheckpoint checkpoint, CancellationToken ct)
    {
        if (!witnesses.Any() || !SignedNote.TryParse(Encoding.UTF8.GetBytes(checkpoint.Note), out var note)) return;
        var before = await db.Checkpoints.AsNoTracking().Where(x => x.Size < checkpoint.Size).OrderByDescending(x => x.Size).Select(x => x.Size).FirstOrDefaultAsync(ct);
        foreach (var witness in witnesses) note = await new WitnessRound(db, witness).AskAsync(note, checkpoint.Size, before, ct);
        var signed = note.ToString();
        await db.Checkpoints.Where(x => x.Size == checkpoint.Size).ExecuteUpdateAsync(set => set.SetProperty(x => x.Note, signed), ct);
    }
}
