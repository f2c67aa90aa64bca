using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.MySql
{
    /// <inheritdoc />
    public partial class EndsAndRegisters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_ValidFrom_Number",
                table: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_State_ValidUntil",
                table: "catalog_certificates");

            migrationBuilder.CreateTable(
                name: "catalog_holder_words",
                columns: table => new
                {
                    Holder = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Brand = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Word = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_bin")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_holder_words", x => new { x.Holder, x.Brand, x.Word });
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

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
                name: "IX_catalog_licences_CooperativeId_ValidFrom_Number_State_ValidU~",
                table: "catalog_licences",
                columns: new[] { "CooperativeId", "ValidFrom", "Number", "State", "ValidUntil", "SubBrand", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_ValidFrom_Number_State_ValidUntil",
                table: "catalog_licences",
                columns: new[] { "ValidFrom", "Number", "State", "ValidUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_ValidUntil_CooperativeId_Id",
                table: "catalog_licences",
                columns: new[] { "ValidUntil", "CooperativeId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_ValidUntil_Number",
                table: "catalog_licences",
                columns: new[] { "ValidUntil", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_CheckedAt",
                table: "catalog_certificates",
                column: "CheckedAt");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_CooperativeId_IssuedOn_Id",
                table: "catalog_certificates",
                columns: new[] { "CooperativeId", "IssuedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_IssuedOn_Id",
                table: "catalog_certificates",
                columns: new[] { "IssuedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_Kind_IssuedOn_Id",
                table: "catalog_certificates",
                columns: new[] { "Kind", "IssuedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_Kind_ValidUntil_CooperativeId_Id",
                table: "catalog_certificates",
                columns: new[] { "Kind", "ValidUntil", "CooperativeId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_Number",
                table: "catalog_certificates",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_RecheckOn",
                table: "catalog_certificates",
                column: "RecheckOn");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_holder_words_Word_Holder_Brand",
                table: "catalog_holder_words",
                columns: new[] { "Word", "Holder", "Brand" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_holder_words");

            migrationBuilder.DropTable(
                name: "catalog_mark_sweeps");

            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_CooperativeId_ValidFrom_Number_State_ValidU~",
                table: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_ValidFrom_Number_State_ValidUntil",
                table: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_ValidUntil_CooperativeId_Id",
                table: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_ValidUntil_Number",
                table: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_CheckedAt",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_CooperativeId_IssuedOn_Id",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_IssuedOn_Id",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_Kind_IssuedOn_Id",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_Kind_ValidUntil_CooperativeId_Id",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_Number",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_RecheckOn",
                table: "catalog_certificates");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_ValidFrom_Number",
                table: "catalog_licences",
                columns: new[] { "ValidFrom", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_State_ValidUntil",
                table: "catalog_certificates",
                columns: new[] { "State", "ValidUntil" });
        }
    }
}
