using System.Globalization;
using System.Net;
using System.Text.Json;
using Market.Traceability.Log;

namespace Market.Web.Commands;

/// <summary>./market verify-log FOLDER: whether a copy of the public log is whole and was never changed; without its operator, and from a folder without a network.</summary>
internal static class VerifyLogCommand
{
    /// <summary>What follows the command's name.</summary>
    public const string Words = "FOLDER|URL [--key VKEY] [--witness VKEY]... [--since CHECKPOINT] [--json]";

    /// <summary>Bytes of the largest file of a log: 256 of the longest leaves with their lengths.</summary>
    private const int Largest = TilePath.FullWidth * (Tiles.LongestLeaf + sizeof(ushort));

    /// <returns>0 sound, 1 not, 2 called wrongly or for something that is not there.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (asked, wrong) = LogQuestion.Read(args);
        if (asked is null) return Fail(wrong + "\nusage: verify-log " + Words);
        if (asked.Since is { } since && !File.Exists(since)) return Fail($"There is no file {since}.");
        using var http = Uri.TryCreate(asked.What.TrimEnd('/') + '/', UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = Largest } : null;
        if (http is null && !Directory.Exists(asked.What)) return Fail($"There is no folder {asked.What}.");
        try
        {
            var earlier = asked.Since is null ? null : await File.ReadAllBytesAsync(asked.Since);
            return Report(new LogCopy(http is null ? path => FromFolder(asked.What, path) : path => FromAddress(http, path), asked.Policy).Check(earlier), asked.Json);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException or OperationCanceledException)
        {
            return Fail($"{asked.What} cannot be read: {failure.Message}");
        }
    }

    private static byte[]? FromFolder(string folder, string path)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        return file.Exists && file.Length <= Largest ? File.ReadAllBytes(file.FullName) : null;
    }

    private static byte[]? FromAddress(HttpClient http, string path)
    {
        using var answer = http.Send(new(HttpMethod.Get, path));
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        using var bytes = new MemoryStream();
        answer.Content.ReadAsStream().CopyTo(bytes);
        return bytes.ToArray();
    }

    private static int Report(LogFinding found, bool json)
    {
        var sound = found.Faults.Count == 0;
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { ok = sound, found.Size, found.Subjects, found.Faults }, JsonSerializerOptions.Web));
        else if (sound) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sound: {found.Size} leaves of {found.Subjects} chains, none missing"));
        else foreach (var fault in found.Faults) Console.WriteLine($"not sound: {fault.Code}: {fault.Where}");
        return sound ? 0 : 1;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return CommandLine.Wrong;
    }
}
