using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.Sqlite
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
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    TownId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    BankAccount = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    RegisteredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_unions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_union_chairs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    UnionId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                });

            migrationBuilder.CreateTable(
                name: "catalog_union_members",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    UnionId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ActiveCooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    JoinedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                });

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
