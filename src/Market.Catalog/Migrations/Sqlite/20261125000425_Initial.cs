using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalog_audit",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_audit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_categories",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Tint = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Picture = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Fresh = table.Column<bool>(type: "INTEGER", nullable: false),
                    Processed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_categories", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_certificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_certificates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_chains",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_chains", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_changes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_cooperatives",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TownId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Village = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    VillageEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    JoinedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BankAccount = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Charter = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    CharterState = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CharterSubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CharterReturnReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    CharterFiledOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_cooperatives", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_import_errors",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Row = table.Column<int>(type: "INTEGER", nullable: false),
                    Column = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Args = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_import_errors", x => new { x.ImportId, x.Row });
                });

            migrationBuilder.CreateTable(
                name: "catalog_import_pieces",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_import_pieces", x => new { x.ImportId, x.Position });
                });

            migrationBuilder.CreateTable(
                name: "catalog_imports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Mapping = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    DryRun = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClaimId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    CancelAsked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Percent = table.Column<int>(type: "INTEGER", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Created = table.Column<int>(type: "INTEGER", nullable: false),
                    Updated = table.Column<int>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    Rejected = table.Column<int>(type: "INTEGER", nullable: false),
                    Results = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    FailureArgs = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_inbox",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Consumer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_inbox", x => new { x.MessageId, x.Consumer });
                });

            migrationBuilder.CreateTable(
                name: "catalog_mandates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    StationId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_mandates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_memberships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_memberships", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_notifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Args = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Link = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_notifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeasedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_people",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_people", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_pictures",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", fixedLength: true, maxLength: 64, nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes1200 = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes600 = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes256 = table.Column<int>(type: "INTEGER", nullable: false),
                    Tint = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    UploadedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_pictures", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "catalog_price_changes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OfferId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PriceFen = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_price_changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_price_observations",
                columns: table => new
                {
                    KeyHash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 16, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LowFen = table.Column<long>(type: "INTEGER", nullable: true),
                    AverageFen = table.Column<long>(type: "INTEGER", nullable: true),
                    HighFen = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_price_observations", x => x.KeyHash);
                });

            migrationBuilder.CreateTable(
                name: "catalog_products",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CategoryId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    DescriptionEn = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Variety = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Specification = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Storage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Season = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FoodLicence = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PictureHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ExternalKey = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    KeyHash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 16, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReturnReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ListedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Stars = table.Column<int>(type: "INTEGER", nullable: false),
                    Reviews = table.Column<int>(type: "INTEGER", nullable: false),
                    ChangeSeq = table.Column<long>(type: "INTEGER", nullable: false),
                    EditedSinceReview = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_products", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_protection_keys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_protection_keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_stations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TownId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_stations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_towns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_towns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_certificate_products",
                columns: table => new
                {
                    CertificateId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_certificate_products", x => new { x.CertificateId, x.ProductId });
                    table.ForeignKey(
                        name: "FK_catalog_certificate_products_catalog_certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "catalog_certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_attested_values",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AsOf = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_attested_values", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_attested_values_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_chair_terms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_chair_terms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_chair_terms_catalog_cooperatives_CooperativeId",
                        column: x => x.CooperativeId,
                        principalTable: "catalog_cooperatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_person_claims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_person_claims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_person_claims_catalog_people_UserId",
                        column: x => x.UserId,
                        principalTable: "catalog_people",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_person_logins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_person_logins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_catalog_person_logins_catalog_people_UserId",
                        column: x => x.UserId,
                        principalTable: "catalog_people",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_person_tokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_person_tokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_catalog_person_tokens_catalog_people_UserId",
                        column: x => x.UserId,
                        principalTable: "catalog_people",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalog_offers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StepMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    NetGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    PriceFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Weighed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TolerancePercent = table.Column<int>(type: "INTEGER", nullable: false),
                    DepositPercent = table.Column<int>(type: "INTEGER", nullable: true),
                    BalanceDue = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CapMilli = table.Column<long>(type: "INTEGER", nullable: true),
                    DepositReturned = table.Column<bool>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_offers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_catalog_offers_catalog_products_ProductId",
                        column: x => x.ProductId,
                        principalTable: "catalog_products",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "catalog_changes",
                columns: new[] { "Id", "Value" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_attested_values_CooperativeId",
                table: "catalog_attested_values",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_audit_SubjectId_At",
                table: "catalog_audit",
                columns: new[] { "SubjectId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_categories_Slug",
                table: "catalog_categories",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificate_products_ProductId",
                table: "catalog_certificate_products",
                column: "ProductId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_certificates_Kind_Number",
                table: "catalog_certificates",
                columns: new[] { "Kind", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_chains_Slug",
                table: "catalog_chains",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_chair_terms_CooperativeId",
                table: "catalog_chair_terms",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_cooperatives_Slug",
                table: "catalog_cooperatives",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_cooperatives_TownId_CharterState",
                table: "catalog_cooperatives",
                columns: new[] { "TownId", "CharterState" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_imports_CooperativeId_CreatedAt",
                table: "catalog_imports",
                columns: new[] { "CooperativeId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_imports_State_CreatedAt",
                table: "catalog_imports",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_mandates_StationId_CooperativeId",
                table: "catalog_mandates",
                columns: new[] { "StationId", "CooperativeId" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_memberships_OrganisationId_Role",
                table: "catalog_memberships",
                columns: new[] { "OrganisationId", "Role" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_memberships_PersonId_Role_OrganisationId",
                table: "catalog_memberships",
                columns: new[] { "PersonId", "Role", "OrganisationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_notifications_PersonId_At",
                table: "catalog_notifications",
                columns: new[] { "PersonId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_offers_CooperativeId",
                table: "catalog_offers",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_offers_ProductId",
                table: "catalog_offers",
                column: "ProductId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_outbox_LeasedBy",
                table: "catalog_outbox",
                column: "LeasedBy");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_outbox_SentAt_CreatedAt",
                table: "catalog_outbox",
                columns: new[] { "SentAt", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "catalog_people",
                column: "NormalizedEmail",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_people_PhoneNumber",
                table: "catalog_people",
                column: "PhoneNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "catalog_people",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_person_claims_UserId",
                table: "catalog_person_claims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_person_logins_UserId",
                table: "catalog_person_logins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_price_changes_OfferId_At",
                table: "catalog_price_changes",
                columns: new[] { "OfferId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_price_observations_CooperativeId_Date",
                table: "catalog_price_observations",
                columns: new[] { "CooperativeId", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_price_observations_ProductId_Date",
                table: "catalog_price_observations",
                columns: new[] { "ProductId", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_products_ChangeSeq",
                table: "catalog_products",
                column: "ChangeSeq");

            migrationBuilder.CreateIndex(
                name: "IX_catalog_products_CooperativeId_KeyHash",
                table: "catalog_products",
                columns: new[] { "CooperativeId", "KeyHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_products_CooperativeId_State",
                table: "catalog_products",
                columns: new[] { "CooperativeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_catalog_stations_Slug",
                table: "catalog_stations",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalog_towns_Slug",
                table: "catalog_towns",
                column: "Slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_attested_values");

            migrationBuilder.DropTable(
                name: "catalog_audit");

            migrationBuilder.DropTable(
                name: "catalog_categories");

            migrationBuilder.DropTable(
                name: "catalog_certificate_products");

            migrationBuilder.DropTable(
                name: "catalog_chains");

            migrationBuilder.DropTable(
                name: "catalog_chair_terms");

            migrationBuilder.DropTable(
                name: "catalog_changes");

            migrationBuilder.DropTable(
                name: "catalog_import_errors");

            migrationBuilder.DropTable(
                name: "catalog_import_pieces");

            migrationBuilder.DropTable(
                name: "catalog_imports");

            migrationBuilder.DropTable(
                name: "catalog_inbox");

            migrationBuilder.DropTable(
                name: "catalog_mandates");

            migrationBuilder.DropTable(
                name: "catalog_memberships");

            migrationBuilder.DropTable(
                name: "catalog_notifications");

            migrationBuilder.DropTable(
                name: "catalog_offers");

            migrationBuilder.DropTable(
                name: "catalog_outbox");

            migrationBuilder.DropTable(
                name: "catalog_person_claims");

            migrationBuilder.DropTable(
                name: "catalog_person_logins");

            migrationBuilder.DropTable(
                name: "catalog_person_tokens");

            migrationBuilder.DropTable(
                name: "catalog_pictures");

            migrationBuilder.DropTable(
                name: "catalog_price_changes");

            migrationBuilder.DropTable(
                name: "catalog_price_observations");

            migrationBuilder.DropTable(
                name: "catalog_protection_keys");

            migrationBuilder.DropTable(
                name: "catalog_stations");

            migrationBuilder.DropTable(
                name: "catalog_towns");

            migrationBuilder.DropTable(
                name: "catalog_certificates");

            migrationBuilder.DropTable(
                name: "catalog_cooperatives");

            migrationBuilder.DropTable(
                name: "catalog_products");

            migrationBuilder.DropTable(
                name: "catalog_people");
        }
    }
}
