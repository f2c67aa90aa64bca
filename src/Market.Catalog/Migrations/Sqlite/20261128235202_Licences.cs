using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Market.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Licences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Badges",
                table: "catalog_changes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "CheckedAt",
                table: "catalog_certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CheckedBy",
                table: "catalog_certificates",
                type: "TEXT",
                maxLength: 36,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "File",
                table: "catalog_certificates",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "QuantityGrams",
                table: "catalog_certificates",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "catalog_certificates",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "RecheckOn",
                table: "catalog_certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "catalog_certificates",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                // Certificates of before were shown: they stay so.
                defaultValue: "Verified");

            migrationBuilder.AddColumn<Guid>(
                name: "SubmittedBy",
                table: "catalog_certificates",
                type: "TEXT",
                maxLength: 36,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Version",
                table: "catalog_certificates",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "catalog_licence_applications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    RuleVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SubBrand = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    WellRun = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Quality = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Repute = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    MeetingNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MeetingOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SupportedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_licence_applications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_licence_applications_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_licences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ApplicationId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    SubBrand = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Conditions = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    SupportedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    GrantedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_licences", x => x.Id);
                    table.CheckConstraint("CK_catalog_licences_two_people", "SupportedBy <> GrantedBy");
                    table.ForeignKey(
                        name: "FK_catalog_licences_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_mark_rules",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    RenewalDays = table.Column<int>(type: "INTEGER", nullable: false),
                    NumberPattern = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_mark_rules", x => new { x.Kind, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "catalog_mark_schemes",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ClosedFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    LastNumber = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_mark_schemes", x => x.Kind);
                });

            migrationBuilder.CreateTable(
                name: "catalog_licence_application_products",
                columns: table => new
                {
                    ApplicationId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_licence_application_products", x => new { x.ApplicationId, x.ProductId });
                    table.ForeignKey(
                        name: "FK_catalog_licence_application_products_catalog_licence_applications_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "catalog_licence_applications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_catalog_licence_application_products_catalog_products_ProductId",
                        column: x => x.ProductId,
                        principalTable: "catalog_products",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_licence_application_steps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ApplicationId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_licence_application_steps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_licence_application_steps_catalog_licence_applications_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "catalog_licence_applications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_licence_events",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LicenceId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_licence_events", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_licence_events_catalog_licences_LicenceId",
                        column: x => x.LicenceId,
                        principalTable: "catalog_licences",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_licence_products",
                columns: table => new
                {
                    LicenceId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    SuspendedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_licence_products", x => new { x.LicenceId, x.ProductId });
                    table.ForeignKey(
                        name: "FK_catalog_licence_products_catalog_licences_LicenceId",
                        column: x => x.LicenceId,
                        principalTable: "catalog_licences",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_catalog_licence_products_catalog_products_ProductId",
                        column: x => x.ProductId,
                        principalTable: "catalog_products",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.UpdateData(
                table: "catalog_changes",
                keyColumn: "Id",
                keyValue: 1,
                column: "Badges",
                value: 0L);

            migrationBuilder.InsertData(
                table: "catalog_mark_rules",
                columns: new[] { "Kind", "Version", "From", "NumberPattern", "RenewalDays", "Source", "ValidMonths" },
                values: new object[,]
                {
                    { "geographical_indication", 1, new DateOnly(2020, 1, 1), "", 90, "地理标志专用标志使用管理办法(试行) 2020", null },
                    { "green", 1, new DateOnly(2020, 1, 1), "", 90, "绿色食品标志管理办法 art. 18", 36 },
                    { "organic", 1, new DateOnly(2020, 1, 1), "^[0-9]{17}$", 90, "有机产品认证实施规则; 国家有机产品认证标志编码规则", 12 },
                    { "pollution_free", 1, new DateOnly(2020, 1, 1), "", 90, "District policy P19, P24", null },
                    { "shared_logo", 1, new DateOnly(2020, 1, 1), "", 90, "District policy P19; the office sets the last day", null }
                });

            migrationBuilder.InsertData(
                table: "catalog_mark_schemes",
                columns: new[] { "Kind", "ClosedFrom", "LastNumber", "Name", "NameEn" },
                values: new object[,]
                {
                    { "geographical_indication", null, 0, "地理标志", "Geographical indication" },
                    { "green", null, 0, "绿色食品", "Green food" },
                    { "organic", null, 0, "有机", "Organic" },
                    { "pollution_free", null, 0, "无公害", "Pollution-free" },
                    { "shared_logo", null, 0, "通用标识", "Shared logo" }
                });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_State_ValidUntil",
                table: "catalog_certificates",
                columns: new[] { "State", "ValidUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licence_application_products_ProductId",
                table: "catalog_licence_application_products",
                column: "ProductId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licence_application_steps_ApplicationId",
                table: "catalog_licence_application_steps",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licence_applications_CooperativeId",
                table: "catalog_licence_applications",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licence_applications_State_SubmittedAt",
                table: "catalog_licence_applications",
                columns: new[] { "State", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licence_events_LicenceId",
                table: "catalog_licence_events",
                column: "LicenceId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licence_products_ProductId",
                table: "catalog_licence_products",
                column: "ProductId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_ApplicationId",
                table: "catalog_licences",
                column: "ApplicationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_CooperativeId",
                table: "catalog_licences",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_Number",
                table: "catalog_licences",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_ValidFrom_Number",
                table: "catalog_licences",
                columns: new[] { "ValidFrom", "Number" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_licence_application_products");

            migrationBuilder.DropTable(
                name: "catalog_licence_application_steps");

            migrationBuilder.DropTable(
                name: "catalog_licence_events");

            migrationBuilder.DropTable(
                name: "catalog_licence_products");

            migrationBuilder.DropTable(
                name: "catalog_mark_rules");

            migrationBuilder.DropTable(
                name: "catalog_mark_schemes");

            migrationBuilder.DropTable(
                name: "catalog_licence_applications");

            migrationBuilder.DropTable(
                name: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_State_ValidUntil",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "Badges",
                table: "catalog_changes");

            migrationBuilder.DropColumn(
                name: "CheckedAt",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "CheckedBy",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "File",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "QuantityGrams",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "RecheckOn",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "State",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "SubmittedBy",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "catalog_certificates");
        }
    }
}
