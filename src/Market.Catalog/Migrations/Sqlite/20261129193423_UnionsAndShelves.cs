using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class UnionsAndShelves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosedOn",
                table: "catalog_stores",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "catalog_chains",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Supermarket");

            migrationBuilder.CreateTable(
                name: "catalog_fairs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ApplyUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CancelledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_fairs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_shelf_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    SeenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_shelf_entries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_shelf_entries_catalog_products_ProductId",
                        column: x => x.ProductId,
                        principalTable: "catalog_products",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_catalog_shelf_entries_catalog_stores_StoreId",
                        column: x => x.StoreId,
                        principalTable: "catalog_stores",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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
                name: "catalog_fair_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    FairId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_fair_entries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_fair_entries_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_catalog_fair_entries_catalog_fairs_FairId",
                        column: x => x.FairId,
                        principalTable: "catalog_fairs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
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

            migrationBuilder.CreateTable(
                name: "catalog_fair_samples",
                columns: table => new
                {
                    EntryId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_fair_samples", x => new { x.EntryId, x.Position });
                    table.ForeignKey(
                        name: "FK_catalog_fair_samples_catalog_fair_entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "catalog_fair_entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_fair_entries_CooperativeId",
                table: "catalog_fair_entries",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_fair_entries_FairId_CooperativeId",
                table: "catalog_fair_entries",
                columns: new[] { "FairId", "CooperativeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_fairs_To",
                table: "catalog_fairs",
                column: "To");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_shelf_entries_ProductId_Until",
                table: "catalog_shelf_entries",
                columns: new[] { "ProductId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_shelf_entries_StoreId_ProductId_From",
                table: "catalog_shelf_entries",
                columns: new[] { "StoreId", "ProductId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_shelf_entries_Until_From",
                table: "catalog_shelf_entries",
                columns: new[] { "Until", "From" });

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
                name: "catalog_fair_samples");

            migrationBuilder.DropTable(
                name: "catalog_shelf_entries");

            migrationBuilder.DropTable(
                name: "catalog_union_chairs");

            migrationBuilder.DropTable(
                name: "catalog_union_members");

            migrationBuilder.DropTable(
                name: "catalog_fair_entries");

            migrationBuilder.DropTable(
                name: "catalog_unions");

            migrationBuilder.DropTable(
                name: "catalog_fairs");

            migrationBuilder.DropColumn(
                name: "ClosedOn",
                table: "catalog_stores");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "catalog_chains");
        }
    }
}
