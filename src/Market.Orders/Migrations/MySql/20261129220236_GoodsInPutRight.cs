using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.MySql
{
    /// <inheritdoc />
    public partial class GoodsInPutRight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_orders_statement_payments_BankReference",
                table: "orders_statement_payments");

            migrationBuilder.AddColumn<int>(
                name: "Reminders",
                table: "orders_statements",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "ChainId",
                table: "orders_statement_payments",
                type: "char(36)",
                maxLength: 36,
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                collation: "ascii_general_ci");

            migrationBuilder.AddColumn<int>(
                name: "Corrections",
                table: "orders_receipts",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "DecidedAt",
                table: "orders_receipts",
                type: "datetime(6)",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DecidedBy",
                table: "orders_receipts",
                type: "char(36)",
                maxLength: 36,
                nullable: true,
                collation: "ascii_general_ci");

            migrationBuilder.AddColumn<string>(
                name: "Referral",
                table: "orders_receipts",
                type: "varchar(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "",
                collation: "utf8mb4_unicode_ci");

            migrationBuilder.AddColumn<DateTime>(
                name: "ReferredAt",
                table: "orders_receipts",
                type: "datetime(6)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Verdict",
                table: "orders_receipts",
                type: "varchar(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "",
                collation: "utf8mb4_unicode_ci");

            migrationBuilder.AddColumn<long>(
                name: "DecidedFen",
                table: "orders_receipt_lines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "DecidedGrams",
                table: "orders_receipt_lines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ShortFen",
                table: "orders_receipt_lines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "ShortReason",
                table: "orders_receipt_lines",
                type: "varchar(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "",
                collation: "utf8mb4_unicode_ci");

            migrationBuilder.AddColumn<string>(
                name: "OnPallet",
                table: "orders_deliveries",
                type: "varchar(20)",
                maxLength: 20,
                nullable: true,
                collation: "utf8mb4_unicode_ci");

            migrationBuilder.AddColumn<long>(
                name: "BrokenGrams",
                table: "orders_call_offs",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "orders_receipt_corrections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ReceiptId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Nth = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    PersonId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Reason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_receipt_corrections", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "orders_receipt_earlier_lines",
                columns: table => new
                {
                    CorrectionId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ReceiptLineId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Accepted = table.Column<long>(type: "bigint", nullable: false),
                    Rejected = table.Column<long>(type: "bigint", nullable: false),
                    Paid = table.Column<long>(type: "bigint", nullable: false),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    ContestedFen = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ShortReason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Photo = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_unicode_ci")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_receipt_earlier_lines", x => new { x.CorrectionId, x.ReceiptLineId });
                    table.ForeignKey(
                        name: "FK_orders_receipt_earlier_lines_orders_receipt_corrections_Corr~",
                        column: x => x.CorrectionId,
                        principalTable: "orders_receipt_corrections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateIndex(
                name: "IX_orders_statement_payments_ChainId_BankReference",
                table: "orders_statement_payments",
                columns: new[] { "ChainId", "BankReference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipts_TownId_State",
                table: "orders_receipts",
                columns: new[] { "TownId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_deliveries_OnPallet",
                table: "orders_deliveries",
                column: "OnPallet",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_call_offs_State_DeliverOn",
                table: "orders_call_offs",
                columns: new[] { "State", "DeliverOn" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipt_corrections_ReceiptId_Nth",
                table: "orders_receipt_corrections",
                columns: new[] { "ReceiptId", "Nth" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_receipt_earlier_lines_ReceiptLineId",
                table: "orders_receipt_earlier_lines",
                column: "ReceiptLineId");

            migrationBuilder.Sql("UPDATE orders_statement_payments SET ChainId = (SELECT s.ChainId FROM orders_statements s WHERE s.Id = orders_statement_payments.StatementId)");
            migrationBuilder.Sql("UPDATE orders_deliveries SET OnPallet = Pallet WHERE Id IN (SELECT Id FROM (SELECT MIN(Id) AS Id FROM orders_deliveries WHERE Pallet <> '' GROUP BY Pallet) AS firsts)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orders_receipt_earlier_lines");

            migrationBuilder.DropTable(
                name: "orders_receipt_corrections");

            migrationBuilder.DropIndex(
                name: "IX_orders_statement_payments_ChainId_BankReference",
                table: "orders_statement_payments");

            migrationBuilder.DropIndex(
                name: "IX_orders_receipts_TownId_State",
                table: "orders_receipts");

            migrationBuilder.DropIndex(
                name: "IX_orders_deliveries_OnPallet",
                table: "orders_deliveries");

            migrationBuilder.DropIndex(
                name: "IX_orders_call_offs_State_DeliverOn",
                table: "orders_call_offs");

            migrationBuilder.DropColumn(
                name: "Reminders",
                table: "orders_statements");

            migrationBuilder.DropColumn(
                name: "ChainId",
                table: "orders_statement_payments");

            migrationBuilder.DropColumn(
                name: "Corrections",
                table: "orders_receipts");

            migrationBuilder.DropColumn(
                name: "DecidedAt",
                table: "orders_receipts");

            migrationBuilder.DropColumn(
                name: "DecidedBy",
                table: "orders_receipts");

            migrationBuilder.DropColumn(
                name: "Referral",
                table: "orders_receipts");

            migrationBuilder.DropColumn(
                name: "ReferredAt",
                table: "orders_receipts");

            migrationBuilder.DropColumn(
                name: "Verdict",
                table: "orders_receipts");

            migrationBuilder.DropColumn(
                name: "DecidedFen",
                table: "orders_receipt_lines");

            migrationBuilder.DropColumn(
                name: "DecidedGrams",
                table: "orders_receipt_lines");

            migrationBuilder.DropColumn(
                name: "ShortFen",
                table: "orders_receipt_lines");

            migrationBuilder.DropColumn(
                name: "ShortReason",
                table: "orders_receipt_lines");

            migrationBuilder.DropColumn(
                name: "OnPallet",
                table: "orders_deliveries");

            migrationBuilder.DropColumn(
                name: "BrokenGrams",
                table: "orders_call_offs");

            migrationBuilder.CreateIndex(
                name: "IX_orders_statement_payments_BankReference",
                table: "orders_statement_payments",
                column: "BankReference",
                unique: true);
        }
    }
}
