using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Stores : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalog_roads",
                columns: table => new
                {
                    FromTownId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ToTownId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Metres = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_roads", x => new { x.ToTownId, x.FromTownId });
                });

            migrationBuilder.CreateTable(
                name: "catalog_stores",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ChainId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TownId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_stores", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_stores_ChainId",
                table: "catalog_stores",
                column: "ChainId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_stores_Slug",
                table: "catalog_stores",
                column: "Slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_roads");

            migrationBuilder.DropTable(
                name: "catalog_stores");
        }
    }
}
