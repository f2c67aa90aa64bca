using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Market.Catalog.Migrations.Sqlite
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
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    FirstDecidedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    FirstDecidedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                });

            migrationBuilder.CreateTable(
                name: "catalog_check_draws",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Seed = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Random = table.Column<int>(type: "INTEGER", nullable: false),
                    Risky = table.Column<int>(type: "INTEGER", nullable: false),
                    Pool = table.Column<int>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DrawnBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_check_draws", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_misuse_reports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Seen = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    LicenceNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Contact = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Picture = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HandledBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    HandledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_misuse_reports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_running_numbers",
                columns: table => new
                {
                    Prefix = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_running_numbers", x => x.Prefix);
                });

            migrationBuilder.CreateTable(
                name: "catalog_spot_checks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    DrawId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LicenceId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Pick = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Complaints = table.Column<int>(type: "INTEGER", nullable: false),
                    Suspensions = table.Column<int>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    Points = table.Column<int>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DoneBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Findings = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Pictures = table.Column<string>(type: "TEXT", maxLength: 330, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                });

            migrationBuilder.CreateTable(
                name: "catalog_misuse_cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    SpotCheckId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    LicenceId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Suspect = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    About = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MovedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AnswerBy = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    PutRightBy = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
                });

            migrationBuilder.CreateTable(
                name: "catalog_misuse_case_steps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Pictures = table.Column<string>(type: "TEXT", maxLength: 330, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                });

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
