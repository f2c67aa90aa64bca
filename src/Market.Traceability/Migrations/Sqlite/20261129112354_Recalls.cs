using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Refunds",
                table: "trace_recalls",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "SystemMilliseconds",
                table: "trace_recalls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedAt",
                table: "trace_recall_notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Reminders",
                table: "trace_recall_notices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "VoidedAt",
                table: "trace_code_batches",
                type: "TEXT",
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
