using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Market.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BrandOffice : Migration
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

            migrationBuilder.AddColumn<string>(
                name: "LogoSvg",
                table: "catalog_mark_schemes",
                type: "TEXT",
                maxLength: 200000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "OfHolder",
                table: "catalog_mark_schemes",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Trademark_Classes",
                table: "catalog_mark_schemes",
                type: "TEXT",
                maxLength: 150,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trademark_Number",
                table: "catalog_mark_schemes",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trademark_Owner",
                table: "catalog_mark_schemes",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "Trademark_Until",
                table: "catalog_mark_schemes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Documents",
                table: "catalog_mark_rules",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "DocumentsEn",
                table: "catalog_mark_rules",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "LeastMillimetres",
                table: "catalog_mark_rules",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "QuotaAlarmPercent",
                table: "catalog_mark_rules",
                type: "INTEGER",
                nullable: false,
                defaultValue: 90);

            migrationBuilder.AddColumn<long>(
                name: "IssuedGrams",
                table: "catalog_licences",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "IssuedLabels",
                table: "catalog_licences",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "LastArtwork",
                table: "catalog_licences",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Provisional",
                table: "catalog_licences",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "QuotaGrams",
                table: "catalog_licences",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "QuotaLabels",
                table: "catalog_licences",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "Renews",
                table: "catalog_licences",
                type: "TEXT",
                maxLength: 36,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemovedAt",
                table: "catalog_licence_products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Renews",
                table: "catalog_licence_applications",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Level",
                table: "catalog_certificates",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "NiceClass",
                table: "catalog_categories",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

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
                name: "catalog_artwork_files",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LicenceId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Serial = table.Column<int>(type: "INTEGER", nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Layout = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Colours = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IssuedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_artwork_files", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_artwork_files_catalog_licences_LicenceId",
                        column: x => x.LicenceId,
                        principalTable: "catalog_licences",
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
                name: "catalog_holder_words",
                columns: table => new
                {
                    Holder = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Brand = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_holder_words", x => new { x.Holder, x.Brand, x.Word });
                });

            migrationBuilder.CreateTable(
                name: "catalog_label_issues",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LicenceId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Labels = table.Column<int>(type: "INTEGER", nullable: false),
                    Grams = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    IssuedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_label_issues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_label_issues_catalog_licences_LicenceId",
                        column: x => x.LicenceId,
                        principalTable: "catalog_licences",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_catalog_label_issues_catalog_products_ProductId",
                        column: x => x.ProductId,
                        principalTable: "catalog_products",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_mark_sweeps",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    Through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Holder = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Last = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Turns = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_mark_sweeps", x => new { x.Kind, x.Step });
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
                name: "catalog_reward_rules",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AmountFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_reward_rules", x => new { x.Kind, x.Level, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "catalog_rewards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    AmountFen = table.Column<long>(type: "INTEGER", nullable: false),
                    RuleVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SupportedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    ApprovedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    PaymentReference = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_rewards", x => x.Id);
                    table.CheckConstraint("CK_catalog_rewards_paid", "State <> 'Paid' OR (PaymentReference IS NOT NULL AND ApprovedBy IS NOT NULL)");
                    table.CheckConstraint("CK_catalog_rewards_two_people", "SupportedBy <> ApprovedBy");
                    table.ForeignKey(
                        name: "FK_catalog_rewards_catalog_certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "catalog_certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_catalog_rewards_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
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
                name: "catalog_sub_brands",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Classes = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    LogoSvg = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    LogoPicture = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ChangedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_sub_brands", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_sub_brands_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
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
                name: "catalog_reward_steps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    RewardId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_reward_steps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_reward_steps_catalog_rewards_RewardId",
                        column: x => x.RewardId,
                        principalTable: "catalog_rewards",
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

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "geographical_indication", 1 },
                columns: new[] { "Documents", "DocumentsEn", "LeastMillimetres", "QuotaAlarmPercent" },
                values: new object[] { "", "", 0, 90 });

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "green", 1 },
                columns: new[] { "Documents", "DocumentsEn", "LeastMillimetres", "QuotaAlarmPercent" },
                values: new object[] { "", "", 0, 90 });

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "organic", 1 },
                columns: new[] { "Documents", "DocumentsEn", "LeastMillimetres", "QuotaAlarmPercent" },
                values: new object[] { "", "", 0, 90 });

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "pollution_free", 1 },
                columns: new[] { "Documents", "DocumentsEn", "LeastMillimetres", "QuotaAlarmPercent" },
                values: new object[] { "", "", 0, 90 });

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "shared_logo", 1 },
                columns: new[] { "Documents", "DocumentsEn", "LeastMillimetres", "QuotaAlarmPercent", "Source" },
                values: new object[] { "", "", 60, 90, "District policy P19; the office sets the last day; smallest print and quota alarm are local rules" });

            migrationBuilder.InsertData(
                table: "catalog_mark_rules",
                columns: new[] { "Kind", "Version", "Documents", "DocumentsEn", "From", "LeastMillimetres", "NumberPattern", "QuotaAlarmPercent", "RenewalDays", "Source", "ValidMonths" },
                values: new object[] { "demonstration", 1, "", "", new DateOnly(2020, 1, 1), 0, "", 90, 90, "District policy P24", null });

            migrationBuilder.UpdateData(
                table: "catalog_mark_schemes",
                keyColumn: "Kind",
                keyValue: "geographical_indication",
                columns: new[] { "LogoSvg", "OfHolder" },
                values: new object[] { "", false });

            migrationBuilder.UpdateData(
                table: "catalog_mark_schemes",
                keyColumn: "Kind",
                keyValue: "green",
                columns: new[] { "LogoSvg", "OfHolder" },
                values: new object[] { "", false });

            migrationBuilder.UpdateData(
                table: "catalog_mark_schemes",
                keyColumn: "Kind",
                keyValue: "organic",
                columns: new[] { "LogoSvg", "OfHolder" },
                values: new object[] { "", false });

            migrationBuilder.UpdateData(
                table: "catalog_mark_schemes",
                keyColumn: "Kind",
                keyValue: "pollution_free",
                columns: new[] { "LogoSvg", "OfHolder" },
                values: new object[] { "", false });

            migrationBuilder.UpdateData(
                table: "catalog_mark_schemes",
                keyColumn: "Kind",
                keyValue: "shared_logo",
                columns: new[] { "LogoSvg", "OfHolder" },
                values: new object[] { "", false });

            migrationBuilder.InsertData(
                table: "catalog_mark_schemes",
                columns: new[] { "Kind", "ClosedFrom", "LastNumber", "LogoSvg", "Name", "NameEn", "OfHolder" },
                values: new object[] { "demonstration", null, 0, "", "示范社", "Demonstration cooperative", true });

            migrationBuilder.InsertData(
                table: "catalog_reward_rules",
                columns: new[] { "Kind", "Level", "Version", "AmountFen", "From", "Source" },
                values: new object[,]
                {
                    { "demonstration", "city", 1, 3000000L, new DateOnly(2020, 1, 1), "District policy P24" },
                    { "demonstration", "district", 1, 1000000L, new DateOnly(2020, 1, 1), "District policy P24" },
                    { "demonstration", "national", 1, 10000000L, new DateOnly(2020, 1, 1), "District policy P24" },
                    { "demonstration", "provincial", 1, 5000000L, new DateOnly(2020, 1, 1), "District policy P24" },
                    { "geographical_indication", "", 1, 10000000L, new DateOnly(2020, 1, 1), "District policy P24" },
                    { "green", "", 1, 1000000L, new DateOnly(2020, 1, 1), "District policy P24" },
                    { "organic", "", 1, 3000000L, new DateOnly(2020, 1, 1), "District policy P24" },
                    { "pollution_free", "", 1, 500000L, new DateOnly(2020, 1, 1), "District policy P24" }
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
                name: "IX_catalog_licences_CooperativeId_ValidFrom_Number_State_ValidUntil_SubBrand_Id",
                table: "catalog_licences",
                columns: new[] { "CooperativeId", "ValidFrom", "Number", "State", "ValidUntil", "SubBrand", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_licences_Renews",
                table: "catalog_licences",
                column: "Renews");

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
                name: "IX_catalog_certificates_CooperativeId_Kind",
                table: "catalog_certificates",
                columns: new[] { "CooperativeId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_IssuedOn_Id",
                table: "catalog_certificates",
                columns: new[] { "IssuedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_Kind_IssuedOn_Id",
                table: "catalog_certificates",
                columns: new[] { "Kind", "IssuedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_Kind_ValidUntil_CooperativeId_Id_State",
                table: "catalog_certificates",
                columns: new[] { "Kind", "ValidUntil", "CooperativeId", "Id", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_Number",
                table: "catalog_certificates",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_RecheckOn",
                table: "catalog_certificates",
                column: "RecheckOn");

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
                name: "IX_catalog_artwork_files_LicenceId_Serial",
                table: "catalog_artwork_files",
                columns: new[] { "LicenceId", "Serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_artwork_files_Sha256",
                table: "catalog_artwork_files",
                column: "Sha256");

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
                name: "IX_catalog_holder_words_Word_Holder_Brand",
                table: "catalog_holder_words",
                columns: new[] { "Word", "Holder", "Brand" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_label_issues_LicenceId_IssuedAt",
                table: "catalog_label_issues",
                columns: new[] { "LicenceId", "IssuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_label_issues_ProductId",
                table: "catalog_label_issues",
                column: "ProductId");

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
                name: "IX_catalog_reward_steps_RewardId",
                table: "catalog_reward_steps",
                column: "RewardId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_rewards_CertificateId",
                table: "catalog_rewards",
                column: "CertificateId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_rewards_CooperativeId",
                table: "catalog_rewards",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_rewards_State_SubmittedAt",
                table: "catalog_rewards",
                columns: new[] { "State", "SubmittedAt" });

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

            migrationBuilder.CreateIndex(
                name: "IX_catalog_sub_brands_CooperativeId_Name",
                table: "catalog_sub_brands",
                columns: new[] { "CooperativeId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_sub_brands_Number",
                table: "catalog_sub_brands",
                column: "Number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_appeals");

            migrationBuilder.DropTable(
                name: "catalog_artwork_files");

            migrationBuilder.DropTable(
                name: "catalog_holder_words");

            migrationBuilder.DropTable(
                name: "catalog_label_issues");

            migrationBuilder.DropTable(
                name: "catalog_mark_sweeps");

            migrationBuilder.DropTable(
                name: "catalog_misuse_case_steps");

            migrationBuilder.DropTable(
                name: "catalog_reward_rules");

            migrationBuilder.DropTable(
                name: "catalog_reward_steps");

            migrationBuilder.DropTable(
                name: "catalog_running_numbers");

            migrationBuilder.DropTable(
                name: "catalog_sub_brands");

            migrationBuilder.DropTable(
                name: "catalog_misuse_cases");

            migrationBuilder.DropTable(
                name: "catalog_rewards");

            migrationBuilder.DropTable(
                name: "catalog_misuse_reports");

            migrationBuilder.DropTable(
                name: "catalog_spot_checks");

            migrationBuilder.DropTable(
                name: "catalog_check_draws");

            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_CooperativeId_ValidFrom_Number_State_ValidUntil_SubBrand_Id",
                table: "catalog_licences");

            migrationBuilder.DropIndex(
                name: "IX_catalog_licences_Renews",
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
                name: "IX_catalog_certificates_CooperativeId_Kind",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_IssuedOn_Id",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_Kind_IssuedOn_Id",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_Kind_ValidUntil_CooperativeId_Id_State",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_Number",
                table: "catalog_certificates");

            migrationBuilder.DropIndex(
                name: "IX_catalog_certificates_RecheckOn",
                table: "catalog_certificates");

            migrationBuilder.DeleteData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "demonstration", 1 });

            migrationBuilder.DeleteData(
                table: "catalog_mark_schemes",
                keyColumn: "Kind",
                keyValue: "demonstration");

            migrationBuilder.DropColumn(
                name: "LogoSvg",
                table: "catalog_mark_schemes");

            migrationBuilder.DropColumn(
                name: "OfHolder",
                table: "catalog_mark_schemes");

            migrationBuilder.DropColumn(
                name: "Trademark_Classes",
                table: "catalog_mark_schemes");

            migrationBuilder.DropColumn(
                name: "Trademark_Number",
                table: "catalog_mark_schemes");

            migrationBuilder.DropColumn(
                name: "Trademark_Owner",
                table: "catalog_mark_schemes");

            migrationBuilder.DropColumn(
                name: "Trademark_Until",
                table: "catalog_mark_schemes");

            migrationBuilder.DropColumn(
                name: "Documents",
                table: "catalog_mark_rules");

            migrationBuilder.DropColumn(
                name: "DocumentsEn",
                table: "catalog_mark_rules");

            migrationBuilder.DropColumn(
                name: "LeastMillimetres",
                table: "catalog_mark_rules");

            migrationBuilder.DropColumn(
                name: "QuotaAlarmPercent",
                table: "catalog_mark_rules");

            migrationBuilder.DropColumn(
                name: "IssuedGrams",
                table: "catalog_licences");

            migrationBuilder.DropColumn(
                name: "IssuedLabels",
                table: "catalog_licences");

            migrationBuilder.DropColumn(
                name: "LastArtwork",
                table: "catalog_licences");

            migrationBuilder.DropColumn(
                name: "Provisional",
                table: "catalog_licences");

            migrationBuilder.DropColumn(
                name: "QuotaGrams",
                table: "catalog_licences");

            migrationBuilder.DropColumn(
                name: "QuotaLabels",
                table: "catalog_licences");

            migrationBuilder.DropColumn(
                name: "Renews",
                table: "catalog_licences");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "catalog_licence_products");

            migrationBuilder.DropColumn(
                name: "Renews",
                table: "catalog_licence_applications");

            migrationBuilder.DropColumn(
                name: "Level",
                table: "catalog_certificates");

            migrationBuilder.DropColumn(
                name: "NiceClass",
                table: "catalog_categories");

            migrationBuilder.UpdateData(
                table: "catalog_mark_rules",
                keyColumns: new[] { "Kind", "Version" },
                keyValues: new object[] { "shared_logo", 1 },
                column: "Source",
                value: "District policy P19; the office sets the last day");

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
