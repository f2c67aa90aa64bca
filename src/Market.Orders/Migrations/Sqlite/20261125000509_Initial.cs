using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Market.Orders.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "orders_basket_lines",
                columns: table => new
                {
                    OwnerId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OfferId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Milli = table.Column<long>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_basket_lines", x => new { x.OwnerId, x.OfferId });
                });

            migrationBuilder.CreateTable(
                name: "orders_claims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OrderNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SubOrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    TownId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    BuyerId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PictureHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    AskedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnswerBy = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AnsweredBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    RefundFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_claims", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_counters",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_counters", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "orders_deeds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_deeds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_favourites",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_favourites", x => new { x.PersonId, x.ProductId });
                });

            migrationBuilder.CreateTable(
                name: "orders_freight_rules",
                columns: table => new
                {
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    FirstGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstFen = table.Column<long>(type: "INTEGER", nullable: false),
                    NextGrams = table.Column<long>(type: "INTEGER", nullable: false),
                    NextFen = table.Column<long>(type: "INTEGER", nullable: false),
                    FreeOverFen = table.Column<long>(type: "INTEGER", nullable: true),
                    MinimumFen = table.Column<long>(type: "INTEGER", nullable: false),
                    NoDelivery = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    CutOff = table.Column<TimeOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_freight_rules", x => x.CooperativeId);
                });

            migrationBuilder.CreateTable(
                name: "orders_harvest_settlements",
                columns: table => new
                {
                    OfferId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    HarvestMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    PromisedMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_harvest_settlements", x => x.OfferId);
                });

            migrationBuilder.CreateTable(
                name: "orders_idempotency",
                columns: table => new
                {
                    PrincipalId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    BodyHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ResultId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_idempotency", x => new { x.PrincipalId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "orders_inbox",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Consumer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_inbox", x => new { x.MessageId, x.Consumer });
                });

            migrationBuilder.CreateTable(
                name: "orders_invoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    CreditNote = table.Column<bool>(type: "INTEGER", nullable: false),
                    SubOrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Corrects = table.Column<long>(type: "INTEGER", nullable: true),
                    AmountFen = table.Column<long>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FapiaoNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_invoices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_ledger_balances",
                columns: table => new
                {
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BalanceFen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_ledger_balances", x => new { x.CooperativeId, x.Account });
                });

            migrationBuilder.CreateTable(
                name: "orders_ledger_transactions",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    OrderNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PaymentId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_ledger_transactions", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "orders_orders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BuyerId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PlacedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TotalFen = table.Column<long>(type: "INTEGER", nullable: false),
                    PaymentMethod = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Presale = table.Column<bool>(type: "INTEGER", nullable: false),
                    StationId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Expired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_orders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_outbox",
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
                    table.PrimaryKey("PK_orders_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_payment_events",
                columns: table => new
                {
                    Provider = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EventId = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    PaymentId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_payment_events", x => new { x.Provider, x.EventId });
                });

            migrationBuilder.CreateTable(
                name: "orders_payouts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    AmountFen = table.Column<long>(type: "INTEGER", nullable: false),
                    BankAccount = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    BankReference = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_payouts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_refunds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    PaymentId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    SubOrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    AmountFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    BankReference = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_refunds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_reservations",
                columns: table => new
                {
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OfferId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Milli = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_reservations", x => x.LineId);
                });

            migrationBuilder.CreateTable(
                name: "orders_reviews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    BuyerId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    BuyerName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Stars = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_reviews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_stock",
                columns: table => new
                {
                    OfferId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ReceivedMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    AvailableMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    ReservedMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    SoldMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    WastedMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    ReturnedMilli = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_stock", x => x.OfferId);
                });

            migrationBuilder.CreateTable(
                name: "orders_stock_movements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OfferId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Milli = table.Column<long>(type: "INTEGER", nullable: false),
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    ActorId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_stock_movements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "orders_ledger_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AmountFen = table.Column<long>(type: "INTEGER", nullable: false),
                    SubOrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    LineId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_ledger_entries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_ledger_entries_orders_ledger_transactions_Seq",
                        column: x => x.Seq,
                        principalTable: "orders_ledger_transactions",
                        principalColumn: "Seq",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_payments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IntentId = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Url = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ChargeId = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    AmountFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CapturedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CapturedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    RefundedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_payments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_payments_orders_orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "orders_orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_sub_orders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    CooperativeId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    TownId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    GoodsFen = table.Column<long>(type: "INTEGER", nullable: false),
                    FreightFen = table.Column<long>(type: "INTEGER", nullable: false),
                    PickupCode = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    DispatchedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CompletedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Proof = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    CompletedBy = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_sub_orders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_sub_orders_orders_orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "orders_orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_lines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    SubOrderId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    OfferId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    ProductId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: false),
                    LotId = table.Column<Guid>(type: "TEXT", maxLength: 36, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Specification = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Cooperative = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CooperativeEn = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    LicenceNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    CertificateNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    PictureHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Fresh = table.Column<bool>(type: "INTEGER", nullable: false),
                    VatExempt = table.Column<bool>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NetGramsPerUnit = table.Column<long>(type: "INTEGER", nullable: false),
                    StepMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    UnitPriceFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Weighed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TolerancePercent = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderedMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    ShippedMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    AcceptedMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    BilledMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    WeighedGrams = table.Column<long>(type: "INTEGER", nullable: true),
                    CeilingFen = table.Column<long>(type: "INTEGER", nullable: false),
                    FinalFen = table.Column<long>(type: "INTEGER", nullable: false),
                    RefundedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    ReducedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    DepositFen = table.Column<long>(type: "INTEGER", nullable: false),
                    PromisedMilli = table.Column<long>(type: "INTEGER", nullable: false),
                    BalanceDue = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Allotted = table.Column<bool>(type: "INTEGER", nullable: false),
                    DepositPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    DepositReturned = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders_lines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_orders_lines_orders_sub_orders_SubOrderId",
                        column: x => x.SubOrderId,
                        principalTable: "orders_sub_orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_orders_claims_BuyerId_OpenedAt",
                table: "orders_claims",
                columns: new[] { "BuyerId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_claims_CooperativeId_State",
                table: "orders_claims",
                columns: new[] { "CooperativeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_claims_State_AnswerBy",
                table: "orders_claims",
                columns: new[] { "State", "AnswerBy" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_claims_TownId_State",
                table: "orders_claims",
                columns: new[] { "TownId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_deeds_CooperativeId_At",
                table: "orders_deeds",
                columns: new[] { "CooperativeId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_deeds_SubjectId_At",
                table: "orders_deeds",
                columns: new[] { "SubjectId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_invoices_CooperativeId_Number",
                table: "orders_invoices",
                columns: new[] { "CooperativeId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_invoices_SubOrderId",
                table: "orders_invoices",
                column: "SubOrderId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_ledger_entries_CooperativeId_At",
                table: "orders_ledger_entries",
                columns: new[] { "CooperativeId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_ledger_entries_Seq",
                table: "orders_ledger_entries",
                column: "Seq");

            migrationBuilder.CreateIndex(
                name: "IX_orders_ledger_entries_SubOrderId",
                table: "orders_ledger_entries",
                column: "SubOrderId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_ledger_transactions_OrderId",
                table: "orders_ledger_transactions",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_ledger_transactions_PaymentId",
                table: "orders_ledger_transactions",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_lines_OfferId",
                table: "orders_lines",
                column: "OfferId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_lines_ProductId",
                table: "orders_lines",
                column: "ProductId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_lines_SubOrderId",
                table: "orders_lines",
                column: "SubOrderId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_orders_BuyerId_PlacedAt",
                table: "orders_orders",
                columns: new[] { "BuyerId", "PlacedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_orders_Number",
                table: "orders_orders",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_orders_State_ExpiresAt",
                table: "orders_orders",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_outbox_LeasedBy",
                table: "orders_outbox",
                column: "LeasedBy");

            migrationBuilder.CreateIndex(
                name: "IX_orders_outbox_SentAt_CreatedAt",
                table: "orders_outbox",
                columns: new[] { "SentAt", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_payment_events_PaymentId",
                table: "orders_payment_events",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_payments_OrderId_Stage",
                table: "orders_payments",
                columns: new[] { "OrderId", "Stage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_payments_Provider_IntentId",
                table: "orders_payments",
                columns: new[] { "Provider", "IntentId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_payouts_BankReference",
                table: "orders_payouts",
                column: "BankReference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_payouts_CooperativeId",
                table: "orders_payouts",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_refunds_BankReference",
                table: "orders_refunds",
                column: "BankReference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_refunds_OrderId",
                table: "orders_refunds",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_refunds_State_LeaseUntil",
                table: "orders_refunds",
                columns: new[] { "State", "LeaseUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_reservations_OrderId",
                table: "orders_reservations",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_reservations_State_ExpiresAt",
                table: "orders_reservations",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_reviews_LineId",
                table: "orders_reviews",
                column: "LineId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_reviews_ProductId_At",
                table: "orders_reviews",
                columns: new[] { "ProductId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_stock_CooperativeId",
                table: "orders_stock",
                column: "CooperativeId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_stock_movements_OfferId",
                table: "orders_stock_movements",
                column: "OfferId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_sub_orders_CooperativeId_State",
                table: "orders_sub_orders",
                columns: new[] { "CooperativeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_sub_orders_OrderId",
                table: "orders_sub_orders",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_orders_sub_orders_State_DispatchedAt",
                table: "orders_sub_orders",
                columns: new[] { "State", "DispatchedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orders_basket_lines");

            migrationBuilder.DropTable(
                name: "orders_claims");

            migrationBuilder.DropTable(
                name: "orders_counters");

            migrationBuilder.DropTable(
                name: "orders_deeds");

            migrationBuilder.DropTable(
                name: "orders_favourites");

            migrationBuilder.DropTable(
                name: "orders_freight_rules");

            migrationBuilder.DropTable(
                name: "orders_harvest_settlements");

            migrationBuilder.DropTable(
                name: "orders_idempotency");

            migrationBuilder.DropTable(
                name: "orders_inbox");

            migrationBuilder.DropTable(
                name: "orders_invoices");

            migrationBuilder.DropTable(
                name: "orders_ledger_balances");

            migrationBuilder.DropTable(
                name: "orders_ledger_entries");

            migrationBuilder.DropTable(
                name: "orders_lines");

            migrationBuilder.DropTable(
                name: "orders_outbox");

            migrationBuilder.DropTable(
                name: "orders_payment_events");

            migrationBuilder.DropTable(
                name: "orders_payments");

            migrationBuilder.DropTable(
                name: "orders_payouts");

            migrationBuilder.DropTable(
                name: "orders_refunds");

            migrationBuilder.DropTable(
                name: "orders_reservations");

            migrationBuilder.DropTable(
                name: "orders_reviews");

            migrationBuilder.DropTable(
                name: "orders_stock");

            migrationBuilder.DropTable(
                name: "orders_stock_movements");

            migrationBuilder.DropTable(
                name: "orders_ledger_transactions");

            migrationBuilder.DropTable(
                name: "orders_sub_orders");

            migrationBuilder.DropTable(
                name: "orders_orders");
        }
    }
}
