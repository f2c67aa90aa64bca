using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.MySql
{
    /// <summary>Holds lie in the order of their holders, each in a slot of its own, and keys in the order in which they were made.</summary>
    public partial class FewerTrees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE orders_idempotency DROP PRIMARY KEY, ADD PRIMARY KEY (`Key`, PrincipalId)");
            // The server ends the transaction at each change of a table: what was cut off can be run again.
            migrationBuilder.Sql("ALTER TABLE orders_holds ADD COLUMN IF NOT EXISTS Slot INT NOT NULL DEFAULT 0");
            migrationBuilder.Sql("UPDATE orders_holds h JOIN (SELECT Id, ROW_NUMBER() OVER (PARTITION BY HolderId ORDER BY Id) - 1 AS Slot FROM orders_holds) n ON n.Id = h.Id SET h.Slot = n.Slot");
            migrationBuilder.Sql("ALTER TABLE orders_holds MODIFY Slot INT NOT NULL, DROP PRIMARY KEY, ADD PRIMARY KEY (HolderId, Slot), DROP INDEX IF EXISTS IX_orders_holds_HolderId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE orders_idempotency DROP PRIMARY KEY, ADD PRIMARY KEY (PrincipalId, `Key`)");
            migrationBuilder.Sql("ALTER TABLE orders_holds DROP PRIMARY KEY, DROP COLUMN Slot, ADD PRIMARY KEY (Id), ADD INDEX IX_orders_holds_HolderId (HolderId)");
        }
    }
}
