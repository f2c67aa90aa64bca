using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.MySql
{
    /// <inheritdoc />
    public partial class Unions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalog_unions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Slug = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Name = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    NameEn = table.Column<string>(type: "varchar(160)", maxLength: 160, nullable: false, collation: "utf8mb4_unicode_ci"),
                    TownId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    BankAccount = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    RegisteredAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_unions", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_union_chairs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    UnionId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Name = table.Column<string>(type: "varchar(80)", maxLength: 80, nullable: false, collation: "utf8mb4_unicode_ci"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_union_chairs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_union_chairs_catalog_unions_UnionId",
                        column: x => x.UnionId,
                        principalTable: "catalog_unions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_union_members",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    UnionId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ActiveCooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    JoinedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_union_members", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_union_members_catalog_unions_UnionId",
                        column: x => x.UnionId,
                        principalTable: "catalog_unions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_union_chairs_UnionId",
                table: "catalog_union_chairs",
                column: "UnionId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_union_members_CooperativeId",
                table: "catalog_union_members",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_union_members_UnionId_ActiveCooperativeId",
                table: "catalog_union_members",
                columns: new[] { "UnionId", "ActiveCooperativeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_unions_Slug",
                table: "catalog_unions",
                column: "Slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_union_chairs");

            migrationBuilder.DropTable(
                name: "catalog_union_members");

            migrationBuilder.DropTable(
                name: "catalog_unions");
        }
    }
}
