using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Market.Catalog.Migrations.MySql
{
    /// <inheritdoc />
    public partial class Supervision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalog_appeals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Kind = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    SubjectId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(60)", maxLength: 60, nullable: false, collation: "utf8mb4_unicode_ci"),
                    FirstDecidedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    FirstDecidedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Reason = table.Column<string>(type: "varchar(2000)", maxLength: 2000, nullable: false, collation: "utf8mb4_unicode_ci"),
                    MadeBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    MadeAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    DecidedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    DecidedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Answer = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_appeals", x => x.Id);
                    table.CheckConstraint("CK_catalog_appeals_other_person", "DecidedBy IS NULL OR DecidedBy <> FirstDecidedBy");
                    table.ForeignKey(
                        name: "FK_catalog_appeals_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_check_draws",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Seed = table.Column<string>(type: "varchar(16)", maxLength: 16, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Random = table.Column<int>(type: "int", nullable: false),
                    Risky = table.Column<int>(type: "int", nullable: false),
                    Pool = table.Column<int>(type: "int", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DrawnBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_check_draws", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_misuse_reports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    Seen = table.Column<string>(type: "varchar(2000)", maxLength: 2000, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Place = table.Column<string>(type: "varchar(200)", maxLength: 200, nullable: false, collation: "utf8mb4_unicode_ci"),
                    LicenceNumber = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Contact = table.Column<string>(type: "varchar(100)", maxLength: 100, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Picture = table.Column<string>(type: "varchar(64)", maxLength: 64, nullable: false, collation: "utf8mb4_unicode_ci"),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    HandledBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    HandledAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Reason = table.Column<string>(type: "varchar(500)", maxLength: 500, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_misuse_reports", x => x.Id);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_running_numbers",
                columns: table => new
                {
                    Prefix = table.Column<string>(type: "varchar(4)", maxLength: 4, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Last = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_running_numbers", x => x.Prefix);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_spot_checks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    DrawId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    LicenceId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Pick = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Complaints = table.Column<int>(type: "int", nullable: false),
                    Suspensions = table.Column<int>(type: "int", nullable: false),
                    Failures = table.Column<int>(type: "int", nullable: false),
                    Days = table.Column<int>(type: "int", nullable: false),
                    Points = table.Column<int>(type: "int", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    DoneBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    DoneAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Findings = table.Column<string>(type: "varchar(2000)", maxLength: 2000, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Pictures = table.Column<string>(type: "varchar(330)", maxLength: 330, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_spot_checks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_spot_checks_catalog_check_draws_DrawId",
                        column: x => x.DrawId,
                        principalTable: "catalog_check_draws",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_catalog_spot_checks_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_catalog_spot_checks_catalog_licences_LicenceId",
                        column: x => x.LicenceId,
                        principalTable: "catalog_licences",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_misuse_cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Number = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Source = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    ReportId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    SpotCheckId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    LicenceId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    CooperativeId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    Suspect = table.Column<string>(type: "varchar(200)", maxLength: 200, nullable: false, collation: "utf8mb4_unicode_ci"),
                    About = table.Column<string>(type: "varchar(2000)", maxLength: 2000, nullable: false, collation: "utf8mb4_unicode_ci"),
                    OpenedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    MovedAt = table.Column<DateTime>(type: "datetime(6)", nullable: false),
                    State = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: false, collation: "utf8mb4_unicode_ci"),
                    AnswerBy = table.Column<DateOnly>(type: "date", nullable: true),
                    Outcome = table.Column<string>(type: "varchar(40)", maxLength: 40, nullable: true, collation: "utf8mb4_unicode_ci"),
                    PutRightBy = table.Column<DateOnly>(type: "date", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: true, collation: "ascii_general_ci"),
                    DecidedAt = table.Column<DateTime>(type: "datetime(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_misuse_cases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_misuse_cases_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_catalog_misuse_cases_catalog_licences_LicenceId",
                        column: x => x.LicenceId,
                        principalTable: "catalog_licences",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_catalog_misuse_cases_catalog_misuse_reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "catalog_misuse_reports",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_catalog_misuse_cases_catalog_spot_checks_SpotCheckId",
                        column: x => x.SpotCheckId,
                        principalTable: "catalog_spot_checks",
                        principalColumn: "Id");
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.CreateTable(
                name: "catalog_misuse_case_steps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    CaseId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Kind = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: false, collation: "utf8mb4_unicode_ci"),
                    PersonId = table.Column<Guid>(type: "char(36)", maxLength: 36, nullable: false, collation: "ascii_general_ci"),
                    Text = table.Column<string>(type: "varchar(2000)", maxLength: 2000, nullable: false, collation: "utf8mb4_unicode_ci"),
                    Pictures = table.Column<string>(type: "varchar(330)", maxLength: 330, nullable: false, collation: "utf8mb4_unicode_ci"),
                    At = table.Column<DateTime>(type: "datetime(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_misuse_case_steps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_misuse_case_steps_catalog_misuse_cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "catalog_misuse_cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Relational:Collation", "utf8mb4_unicode_ci");

            migrationBuilder.InsertData(
                table: "catalog_running_numbers",
                columns: new[] { "Prefix", "Last" },
                values: new object[,]
                {
                    { "AJ", 0 },
                    { "CC", 0 },
                    { "JB", 0 }
                });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_appeals_CooperativeId",
                table: "catalog_appeals",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_appeals_MadeAt",
                table: "catalog_appeals",
                column: "MadeAt");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_appeals_SubjectId",
                table: "catalog_appeals",
                column: "SubjectId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_check_draws_At",
                table: "catalog_check_draws",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_check_draws_Number",
                table: "catalog_check_draws",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_misuse_case_steps_CaseId",
                table: "catalog_misuse_case_steps",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_misuse_cases_CooperativeId",
                table: "catalog_misuse_cases",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_misuse_cases_LicenceId",
                table: "catalog_misuse_cases",
                column: "LicenceId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_misuse_cases_MovedAt",
                table: "catalog_misuse_cases",
                column: "MovedAt");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_misuse_cases_Number",
                table: "catalog_misuse_cases",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_misuse_cases_ReportId",
                table: "catalog_misuse_cases",
                column: "ReportId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_misuse_cases_SpotCheckId",
                table: "catalog_misuse_cases",
                column: "SpotCheckId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_misuse_reports_Number",
                table: "catalog_misuse_reports",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_misuse_reports_State_At",
                table: "catalog_misuse_reports",
                columns: new[] { "State", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_spot_checks_CooperativeId",
                table: "catalog_spot_checks",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_spot_checks_DrawId",
                table: "catalog_spot_checks",
                column: "DrawId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_spot_checks_LicenceId",
                table: "catalog_spot_checks",
                column: "LicenceId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_spot_checks_State_DueOn",
                table: "catalog_spot_checks",
                columns: new[] { "State", "DueOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_appeals");

            migrationBuilder.DropTable(
                name: "catalog_misuse_case_steps");

            migrationBuilder.DropTable(
                name: "catalog_running_numbers");

            migrationBuilder.DropTable(
                name: "catalog_misuse_cases");

            migrationBuilder.DropTable(
                name: "catalog_misuse_reports");

            migrationBuilder.DropTable(
                name: "catalog_spot_checks");

            migrationBuilder.DropTable(
                name: "catalog_check_draws");
        }
    }
}
