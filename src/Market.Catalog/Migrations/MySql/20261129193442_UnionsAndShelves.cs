using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.MySql
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
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "catalog_chains",
                type: "varchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Supermarket",
                collation: "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_fairs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Name = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    NameEn = table.Column<string>(type: "varchar(120)", maxLength: 120, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Place = table.Column<string>(type: "varchar(200)", maxLength: 200, nullable: false, collation: "utf8mb4_unicode_ci"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    ApplyUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    Note = table.Column<string>(type: "varchar(1000)", maxLength: 1000, nullable: false, collation: "utf8mb4_unicode_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    CancelledAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Reason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_fairs", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_shelf_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    StoreId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    ProductId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    SeenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Source = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

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
                name: "catalog_fair_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    FairId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Reason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "catalog_fair_samples",
                columns: table => new
                {
                    EntryId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Position = table.Column<int>(type: "int", nullable: false),
                    ProductId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Grams = table.Column<long>(type: "bigint", nullable: false),
                    Note = table.Column<string>(type: "varchar(200)", maxLength: 200, nullable: false, collation: "utf8mb4_unicode_ci")
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
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

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
