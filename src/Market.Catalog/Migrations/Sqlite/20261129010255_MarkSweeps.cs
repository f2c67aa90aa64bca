using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.Sqlite
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
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    Through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Holder = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Last = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Turns = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_mark_sweeps", x => new { x.Kind, x.Step });
                });

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
