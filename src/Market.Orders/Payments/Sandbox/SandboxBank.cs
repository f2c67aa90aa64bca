using Market.Kernel.Data;
using Microsoft.Data.Sqlite;

namespace Market.Orders.Payments.Sandbox;

/// <summary>What the sandbox did, in its own durable log: a second witness of every charge and refund.</summary>
/// <remarks>Rows are only added. Several processes may share the file.</remarks>
public sealed class SandboxBank(SandboxSettings settings)
{
    private const string Schema = """
        PRAGMA journal_mode=WAL;
        CREATE TABLE IF NOT EXISTS charges (payment_id TEXT PRIMARY KEY, order_number TEXT NOT NULL, amount_fen INTEGER NOT NULL CHECK (amount_fen > 0), currency TEXT NOT NULL, at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS refunds (refund_id TEXT PRIMARY KEY, payment_id TEXT NOT NULL REFERENCES charges(payment_id), amount_fen INTEGER NOT NULL CHECK (amount_fen > 0), at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS events (event_id TEXT PRIMARY KEY, body BLOB NOT NULL, due_at INTEGER NOT NULL, copies INTEGER NOT NULL, delivered INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX IF NOT EXISTS events_due ON events(due_at) WHERE delivered < copies;
        """;

    private readonly Lazy<string> _connectionString = new(() => Prepare(settings.File), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Charges once: a repeat finds the first charge.</summary>
    /// <param name="dueAt">When the event may be delivered, Unix milliseconds.</param>
    /// <returns>false when this payment was charged before.</returns>
    internal bool Charge(SandboxLink link, SandboxEvent told, long dueAt, int copies)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        var charged = told.Outcome != "captured" || Run(connection,
            "INSERT INTO charges VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            link.PaymentId.ToString(), link.OrderNumber, link.AmountFen, link.Currency, told.At) == 1;
        if (charged)
            Run(connection, "INSERT INTO events(event_id, body, due_at, copies) VALUES ($1, $2, $3, $4)", told.EventId, told.Body(), dueAt, copies);
        transaction.Commit();
        return charged;
    }

    /// <summary>Sends money back once per refund id.</summary>
    /// <exception cref="PaymentProviderException">There is no such charge, or less is left of it.</exception>
    internal void Refund(RefundRequest refund, string at)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        if (Read(connection, "SELECT 1 FROM refunds WHERE refund_id = $1", refund.RefundId.ToString()) is not null) return;
        var left = Read(connection, "SELECT amount_fen - (SELECT COALESCE(SUM(amount_fen), 0) FROM refunds r WHERE r.payment_id = c.payment_id) FROM charges c WHERE payment_id = $1",
            refund.PaymentId.ToString());
        if (left is not long fen || fen < refund.AmountFen) throw new PaymentProviderException($"The sandbox has no {refund.AmountFen} fen left of payment {refund.PaymentId}.");
        Run(connection, "INSERT INTO refunds VALUES ($1, $2, $3, $4)", refund.RefundId.ToString(), refund.PaymentId.ToString(), refund.AmountFen, at);
        transaction.Commit();
    }

    /// <summary>Events that are due and not yet delivered as often as planned.</summary>
    internal IReadOnlyList<(string EventId, byte[] Body)> Due(long now)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT event_id, body FROM events WHERE delivered < copies AND due_at <= $1 ORDER BY due_at LIMIT 200";
        command.Parameters.AddWithValue("$1", now);
        using var reader = command.ExecuteReader();
        var due = new List<(string, byte[])>();
        while (reader.Read()) due.Add((reader.GetString(0), (byte[])reader[1]));
        return due;
    }

    internal void Delivered(string eventId)
    {
        using var connection = Open();
        Run(connection, "UPDATE events SET delivered = delivered + 1 WHERE event_id = $1", eventId);
    }

    /// <summary>The shop did not take it: try again at this time, Unix milliseconds.</summary>
    internal void Postpone(string eventId, long until)
    {
        using var connection = Open();
        Run(connection, "UPDATE events SET due_at = $2 WHERE event_id = $1", eventId, until);
    }

    private static string Prepare(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        var text = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString();
        using var connection = new GatedSqliteConnection(text);
        connection.Open();
        Run(connection, Schema);
        return text;
    }

    private SqliteConnection Open()
    {
        var connection = new GatedSqliteConnection(_connectionString.Value);
        connection.Open();
        Run(connection, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000");
        return connection;
    }

    private static int Run(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    private static object? Read(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command;
    }
}
