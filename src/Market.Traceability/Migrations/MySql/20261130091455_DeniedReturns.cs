using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Traceability.Migrations.MySql
{
    /// <inheritdoc />
    public partial class DeniedReturns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DeniedGrams",
                table: "trace_lots",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DeniedGrams",
                table: "trace_lots");
        }
    }
}
