using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.MySql
{
    /// <inheritdoc />
    public partial class MarkSweeps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_State_ValidUntil",
                table: "catalog_certificates");

            migrationBuilder.CreateTable(
                name: "catalog_mark_sweeps",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Step = table.Column<int>(type: "int", nullable: false),
                    Through = table.Column<DateOnly>(type: "date", nullable: false),
                    Holder = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    Last = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    Turns = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_mark_sweeps", x => new { x.Kind, x.Step });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_ValidUntil_CooperativeId_Id",
                table: "catalog_licences",
                columns: new[] { "ValidUntil", "CooperativeId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_State_Kind_ValidUntil_CooperativeId_Id",
                table: "catalog_certificates",
                columns: new[] { "State", "Kind", "ValidUntil", "CooperativeId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_mark_sweeps");

            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_ValidUntil_CooperativeId_Id",
                table: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_State_Kind_ValidUntil_CooperativeId_Id",
                table: "catalog_certificates");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_State_ValidUntil",
                table: "catalog_certificates",
                columns: new[] { "State", "ValidUntil" });
        }
    }
}
