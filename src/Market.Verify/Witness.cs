using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Market.Verify;

/// <summary>The sandbox provider's own log as a second witness: what it charged and refunded is what the shop booked.</summary>
internal static class Witness
{
    public static async Task<IEnumerable<Violation>> CheckAsync(DbConnection shop, string log)
    {
        var booked = await ReadAsync(shop, "SELECT Id, CapturedFen FROM orders_payments WHERE Provider = 'sandbox' AND CapturedAt IS NOT NULL");
        var sent = await ReadAsync(shop, "SELECT r.Id, r.AmountFen FROM orders_refunds r JOIN orders_payments p ON p.Id = r.PaymentId WHERE p.Provider = 'sandbox' AND r.State = 'Sent'");
        if (!File.Exists(log))
            return booked.Count == 0 ? [] : [new("I6", "the sandbox has a log of what it charged", booked.Count, log)];
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = log, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync();
        // Read after the shop: a charge the shop has booked is in the log by now. One it has not heard of yet may still be on its way.
        var charged = await ReadAsync(connection, "SELECT payment_id, amount_fen FROM charges");
        var refunded = await ReadAsync(connection, "SELECT refund_id, amount_fen FROM refunds");
        var undelivered = await ReadAsync(connection, "SELECT event_id, 0 FROM events WHERE delivered < copies");
        return
        [
            .. Missing("captures are in the sandbox's log, to the fen", booked, charged),
            .. Missing("sent refunds are in the sandbox's log, to the fen", sent, refunded),
            .. undelivered.Count > 0 ? [] : Missing("the sandbox's charges are booked, to the fen", charged, await ReadAsync(shop, "SELECT Id, CapturedFen FROM orders_payments WHERE Provider = 'sandbox' AND CapturedAt IS NOT NULL")),
        ];
    }

    private static IEnumerable<Violation> Missing(string says, Dictionary<string, long> these, Dictionary<string, long> those)
    {
        var wrong = these.Where(x => !those.TryGetValue(x.Key, out var fen) || fen != x.Value).ToList();
        return wrong.Count == 0 ? [] : [new("I6", says, wrong.Count, wrong[0].Key)];
    }

    private static async Task<Dictionary<string, long>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadAsync()) rows[Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!] = reader.GetInt64(1);
        return rows;
    }
}
