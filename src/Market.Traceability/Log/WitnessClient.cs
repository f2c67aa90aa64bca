using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Market.Traceability.Log;

/// <summary>Asks a witness to sign that our log only grew (C2SP tlog-witness).</summary>
/// <param name="http">With the caller's limit of time; must follow no redirects to elsewhere.</param>
/// <param name="prefix">The witness's submission prefix, with or without a slash at its end.</param>
/// <param name="keys">The witness's; signatures of others are ignored.</param>
public sealed class WitnessClient(HttpClient http, Uri prefix, IReadOnlyList<NoteKey> keys)
{
    /// <summary>Hashes of a proof the standard allows.</summary>
    public const int LongestProof = 63;

    private const int LargestAnswer = 1 << 16;
    private const string SizeType = "text/x.tlog.size";

    /// <summary>The body of the call.</summary>
    /// <param name="older">Leaves the witness has seen, 0 if none.</param>
    /// <param name="proof">That the checkpoint's tree begins with those; empty for 0.</param>
    /// <param name="checkpoint">Signed by the log.</param>
    /// <exception cref="ArgumentException">The proof is longer than any can be.</exception>
    public static byte[] Body(long older, IReadOnlyList<MerkleHash> proof, SignedNote checkpoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(older);
        if (proof.Count > LongestProof) throw new ArgumentException($"A proof has at most {LongestProof} hashes, not {proof.Count}.", nameof(proof));
        return LogText.Bytes($"old {LogText.Of(older)}\n{string.Concat(proof.Select(x => LogText.Base64Of(x) + "\n"))}\n{checkpoint}");
    }

    /// <summary>Sends a checkpoint. Parameters as of <see cref="Body"/>.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; a witness too slow for the caller's limit is unreachable instead.</exception>
    public async Task<WitnessAnswer> AddCheckpointAsync(long older, IReadOnlyList<MerkleHash> proof, SignedNote checkpoint, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(prefix.AbsoluteUri.TrimEnd('/') + "/add-checkpoint")) { Content = new ByteArrayContent(Body(older, proof, checkpoint)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return Read(response, await BodyAsync(response, ct), older, checkpoint);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return Without(WitnessOutcome.Unreachable, failure.Message);
        }
    }

    private WitnessAnswer Read(HttpResponseMessage response, byte[]? body, long older, SignedNote checkpoint)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.Content.Headers.ContentType}");
        return response.StatusCode switch
        {
            HttpStatusCode.OK => Signatures(body, checkpoint, detail),
            HttpStatusCode.Conflict => Conflict(body, response.Content.Headers.ContentType?.MediaType, older, checkpoint, detail),
            HttpStatusCode.NotFound => Without(WitnessOutcome.UnknownLog, detail),
            HttpStatusCode.Forbidden => Without(WitnessOutcome.UnknownKey, detail),
            HttpStatusCode.UnprocessableEntity => Without(WitnessOutcome.BadProof, detail),
            _ => Without(WitnessOutcome.Unusable, detail),
        };
    }

    /// <summary>The lines, put below the checkpoint, must make a note, and one of the witness's keys must have signed it.</summary>
    private WitnessAnswer Signatures(byte[]? body, SignedNote checkpoint, string detail)
    {
        if (body is null || !SignedNote.TryParse([.. LogText.Bytes(checkpoint.Text), (byte)'\n', .. body], out var note) || note.Text != checkpoint.Text) return Without(WitnessOutcome.Unusable, detail + ": no signature lines");
        var good = keys.Where(note.IsSignedBy).SelectMany(key => note.Signatures.Where(key.Owns)).ToList();
        return good.Count > 0 ? new(WitnessOutcome.Cosigned, good, null, detail) : Without(WitnessOutcome.Unusable, detail + ": no good signature of its keys");
    }

    private static WitnessAnswer Conflict(byte[]? body, string? type, long older, SignedNote checkpoint, string detail)
    {
        var told = body is not null && type == SizeType && LogText.TryText(body, out var text) && text.EndsWith('\n') && LogText.TryNumber(text.AsSpan()[..^1], out var size) ? size : (long?)null;
        if (told is not null && told != older) return new(WitnessOutcome.OtherSize, [], told, detail);
        // With the same size on both sides only the roots can differ; the standard asks for no body then.
        return Checkpoint.TryParse(checkpoint.Text, out var sent) && sent.Size == older ? new(WitnessOutcome.OtherRoot, [], older, detail) : Without(WitnessOutcome.Unusable, detail + ": no size");
    }

    /// <returns>null when it is larger than any answer can be.</returns>
    private static async Task<byte[]?> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var (room, filled) = (new byte[LargestAnswer + 1], 0);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        filled = await stream.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, ct);
        return filled > LargestAnswer ? null : room[..filled];
    }

    private static WitnessAnswer Without(WitnessOutcome outcome, string detail) => new(outcome, [], null, detail);
}
