using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.MySql
{
    /// <inheritdoc />
    public partial class RegisterSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_State_ValidFrom_Number",
                table: "catalog_licences",
                columns: new[] { "State", "ValidFrom", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_ValidUntil_Number",
                table: "catalog_licences",
                columns: new[] { "ValidUntil", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_CooperativeId_IssuedOn_Id",
                table: "catalog_certificates",
                columns: new[] { "CooperativeId", "IssuedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_Number",
                table: "catalog_certificates",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_State_IssuedOn_Id",
                table: "catalog_certificates",
                columns: new[] { "State", "IssuedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_State_Kind_IssuedOn_Id",
                table: "catalog_certificates",
                columns: new[] { "State", "Kind", "IssuedOn", "Id" });

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

            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_State_ValidFrom_Number",
                table: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_ValidUntil_Number",
                table: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_CooperativeId_IssuedOn_Id",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_Number",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_State_IssuedOn_Id",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_State_Kind_IssuedOn_Id",
                table: "catalog_certificates");
        }
    }
}
