using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Market.Verify;

/// <summary>Hashes the public log again from its leaves' texts and holds every published checkpoint against it.</summary>
/// <remarks>RFC 6962: a leaf is hashed behind a byte 0, a node behind a byte 1. Nothing of the program's own code is used.</remarks>
internal static class LogTree
{
    public static async Task<List<Violation>> CheckAsync(DbConnection connection)
    {
        var published = await ReadAsync(connection, "SELECT Size, Note FROM trace_log_checkpoints ORDER BY Size", x => (Size: x.GetInt64(0), Root: Root(x.GetString(1))));
        var (wrong, next, size, roots) = (new List<string>(), 0, 0L, new List<byte[]>());
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Subject, Sequence, Previous, SaltedHash, Hash FROM trace_log_leaves ORDER BY `Index`";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"coopmarket-leaf-v1\n{reader.GetString(0)}\n{reader.GetInt64(1)}\n{reader.GetString(2)}\n{reader.GetString(3)}\n");
            var hash = SHA256.HashData([0, .. Encoding.UTF8.GetBytes(text)]);
            if (Convert.ToHexStringLower(hash) != reader.GetString(4)) wrong.Add($"leaf {size}");
            Append(roots, hash, size++);
            while (next < published.Count && published[next].Size == size)
                if (published[next++].Root != Convert.ToBase64String(Head(roots))) wrong.Add($"checkpoint {size}");
        }
        if (next < published.Count) wrong.Add($"checkpoint {published[next].Size} of a log of {size}");
        return wrong.Count == 0 ? [] : [new("I10", "every published checkpoint is a beginning of today's log", wrong.Count, wrong[0])];
    }

    /// <summary>Third line of the signed note.</summary>
    private static string Root(string note) => note.Split('\n') is [_, _, var root, ..] ? root : "";

    private static void Append(List<byte[]> roots, byte[] hash, long index)
    {
        for (; (index & 1) == 1; index >>= 1)
        {
            hash = Node(roots[^1], hash);
            roots.RemoveAt(roots.Count - 1);
        }
        roots.Add(hash);
    }

    private static byte[] Head(List<byte[]> roots)
    {
        var head = roots[^1];
        for (var i = roots.Count - 2; i >= 0; i--) head = Node(roots[i], head);
        return head;
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    private static async Task<List<T>> ReadAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }
}
