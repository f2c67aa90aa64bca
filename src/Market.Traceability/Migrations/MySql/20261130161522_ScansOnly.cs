using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.MySql
{
    /// <inheritdoc />
    public partial class ScansOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // How often a code was scanned, when first and where is told by its scans alone: a code's row is for what else happened to it.
            migrationBuilder.Sql("DELETE FROM trace_codes WHERE VoidedAt IS NULL AND CoveredAt IS NULL");
            migrationBuilder.DropColumn(name: "FirstPlace", table: "trace_codes");
            migrationBuilder.DropColumn(name: "FirstScanAt", table: "trace_codes");
            migrationBuilder.DropColumn(name: "Scans", table: "trace_codes");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The counters that codes had are gone.");
    }
}
