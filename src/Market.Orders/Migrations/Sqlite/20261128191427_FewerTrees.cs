using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.Sqlite
{
    /// <summary>Tables that every hold writes keep their rows in the tree of their key, instead of one tree for the rows and one for the key; a hold's key is its holder's slot.</summary>
    public partial class FewerTrees : Migration
    {
        private const string Idempotency = "PrincipalId TEXT NOT NULL, Key TEXT NOT NULL, BodyHash TEXT NOT NULL, ResultId TEXT NOT NULL, At TEXT NOT NULL";
        private const string Holds = "Id TEXT NOT NULL, HolderId TEXT NOT NULL, OfferId TEXT NOT NULL, Unit TEXT NOT NULL, Milli INTEGER NOT NULL, ExpiresAt TEXT NOT NULL";
        private const string HoldNames = "Id, HolderId, OfferId, Unit, Milli, ExpiresAt";
        private const string Movements = "Id TEXT NOT NULL, OfferId TEXT NOT NULL, Kind TEXT NOT NULL, Milli INTEGER NOT NULL, LineId TEXT NULL, ActorId TEXT NULL, At TEXT NOT NULL";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            Rebuild(migrationBuilder, "orders_idempotency", Idempotency, "Key, PrincipalId", "WITHOUT ROWID");
            Rebuild(migrationBuilder, "orders_holds", Holds + ", Slot INTEGER NOT NULL", "HolderId, Slot", "WITHOUT ROWID", HoldNames + ", ROW_NUMBER() OVER (PARTITION BY HolderId ORDER BY Id) - 1");
            Rebuild(migrationBuilder, "orders_stock_movements", Movements, "Id", "WITHOUT ROWID");
            migrationBuilder.CreateIndex("IX_orders_holds_ExpiresAt", "orders_holds", "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            Rebuild(migrationBuilder, "orders_idempotency", Idempotency, "PrincipalId, Key", "");
            Rebuild(migrationBuilder, "orders_holds", Holds, "Id", "", HoldNames);
            Rebuild(migrationBuilder, "orders_stock_movements", Movements, "Id", "");
            migrationBuilder.CreateIndex("IX_orders_holds_ExpiresAt", "orders_holds", "ExpiresAt");
            migrationBuilder.CreateIndex("IX_orders_holds_HolderId", "orders_holds", "HolderId");
        }

        /// <summary>SQLite cannot change a key in place: the rows move into a new table.</summary>
        /// <param name="rows">What the new columns get from the old ones.</param>
        private static void Rebuild(MigrationBuilder migrationBuilder, string table, string columns, string key, string how, string rows = "*")
        {
            migrationBuilder.Sql($"ALTER TABLE {table} RENAME TO {table}_old");
            migrationBuilder.Sql($"CREATE TABLE {table} ({columns}, CONSTRAINT PK_{table} PRIMARY KEY ({key})) {how}");
            migrationBuilder.Sql($"INSERT INTO {table} SELECT {rows} FROM {table}_old");
            migrationBuilder.Sql($"DROP TABLE {table}_old");
        }
    }
}
