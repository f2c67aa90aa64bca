using Microsoft.EntityFrameworkCore.Migrations;

namespace Market.Orders.Data;

/// <summary>Triggers that refuse every change of the ledger: it is only ever added to.</summary>
internal static class LedgerGuards
{
    private static readonly string[] Tables = ["orders_ledger_transactions", "orders_ledger_entries"];

    public static void Sqlite(MigrationBuilder migration)
    {
        foreach (var table in Tables)
            foreach (var change in new[] { "UPDATE", "DELETE" })
                migration.Sql($"CREATE TRIGGER {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END");
    }

    public static void MySql(MigrationBuilder migration)
    {
        foreach (var table in Tables)
            foreach (var change in new[] { "UPDATE", "DELETE" })
                migration.Sql($"CREATE TRIGGER {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table} FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is only added to'");
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var table in Tables)
            foreach (var change in new[] { "update", "delete" }) migration.Sql($"DROP TRIGGER {table}_no_{change}");
    }
}
