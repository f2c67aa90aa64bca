using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.MySql
{
    /// <inheritdoc />
    public partial class Recalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "AlarmedAt",
                table: "trace_recalls",
                type: "datetime(6)",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Refunds",
                table: "trace_recalls",
                type: "tinyint(1)",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "SystemMilliseconds",
                table: "trace_recalls",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedAt",
                table: "trace_recall_notices",
                type: "datetime(6)",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Reminders",
                table: "trace_recall_notices",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "VoidedAt",
                table: "trace_code_batches",
                type: "datetime(6)",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AlarmedAt",
                table: "trace_recalls");

            migrationBuilder.DropColumn(
                name: "Refunds",
                table: "trace_recalls");

            migrationBuilder.DropColumn(
                name: "SystemMilliseconds",
                table: "trace_recalls");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "trace_recall_notices");

            migrationBuilder.DropColumn(
                name: "Reminders",
                table: "trace_recall_notices");

            migrationBuilder.DropColumn(
                name: "VoidedAt",
                table: "trace_code_batches");
        }
    }
}
