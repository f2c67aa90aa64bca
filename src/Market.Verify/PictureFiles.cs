using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;

namespace Market.Verify;

/// <summary>I15: each picture row has its file with its hash, and the reverse.</summary>
internal static class PictureFiles
{
    public static async Task<IEnumerable<Violation>> CheckAsync(DbConnection shop, string folder)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        await using (var command = shop.CreateCommand())
        {
            command.CommandText = "SELECT Hash FROM catalog_pictures";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }
        var files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*-1200.webp", SearchOption.AllDirectories).ToDictionary(x => Path.GetFileName(x)[..64], StringComparer.Ordinal)
            : [];
        var violations = new List<Violation>();
        var missing = rows.Where(x => !files.ContainsKey(x)).ToList();
        if (missing.Count > 0) violations.Add(new("I15", "every picture row has its file", missing.Count, missing[0]));
        // A file without a row may be an upload that is just being written; after an hour it is left over.
        var orphans = files.Where(x => !rows.Contains(x.Key) && File.GetLastWriteTimeUtc(x.Value) < DateTime.UnixEpoch.AddTicks(TimeProvider.System.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks).AddHours(-1)).ToList();
        if (orphans.Count > 0) violations.Add(new("I15", "every picture file has its row", orphans.Count, orphans[0].Key));
        var wrong = files.Where(x => rows.Contains(x.Key) && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(x.Value))) != x.Key).ToList();
        if (wrong.Count > 0) violations.Add(new("I15", "every picture file has the hash of its name", wrong.Count, wrong[0].Key));
        return violations;
    }
}
