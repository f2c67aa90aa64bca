using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.MySql
{
    /// <summary>Holds lie in the order of their holders and keys in the order in which they were made.</summary>
    public partial class FewerTrees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE orders_idempotency DROP PRIMARY KEY, ADD PRIMARY KEY (`Key`, PrincipalId)");
            migrationBuilder.Sql("ALTER TABLE orders_holds DROP PRIMARY KEY, ADD PRIMARY KEY (HolderId, Id), DROP INDEX IX_orders_holds_HolderId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE orders_idempotency DROP PRIMARY KEY, ADD PRIMARY KEY (PrincipalId, `Key`)");
            migrationBuilder.Sql("ALTER TABLE orders_holds DROP PRIMARY KEY, ADD PRIMARY KEY (Id), ADD INDEX IX_orders_holds_HolderId (HolderId)");
        }
    }
}
