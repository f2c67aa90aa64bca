using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Orders.Basket;
using Market.Orders.Claims;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Contracts.Statements;
using Market.Orders.Fulfilment;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Presale;
using Market.Orders.Purchase;
using Market.Orders.Recalls;
using Market.Orders.Reviews;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Forecasts;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Sourcing.Reliability;
using Market.Orders.Stock;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Data;

/// <summary>The orders' tables, all prefixed <c>orders_</c>.</summary>
public abstract class OrdersDb(DbContextOptions options) : DbContext(options)
{
    internal DbSet<StockItem> Stock => Set<StockItem>();
    internal DbSet<StockMovement> StockMovements => Set<StockMovement>();
    internal DbSet<BasketLine> BasketLines => Set<BasketLine>();
    internal DbSet<Order> Orders => Set<Order>();
    internal DbSet<SubOrder> SubOrders => Set<SubOrder>();
    internal DbSet<OrderLine> Lines => Set<OrderLine>();
    internal DbSet<Reservation> Reservations => Set<Reservation>();
    internal DbSet<Hold> Holds => Set<Hold>();
    internal DbSet<IdempotencyRecord> Idempotency => Set<IdempotencyRecord>();
    internal DbSet<FreightRule> FreightRules => Set<FreightRule>();
    internal DbSet<Payment> Payments => Set<Payment>();
    internal DbSet<PaymentEvent> PaymentEvents => Set<PaymentEvent>();
    internal DbSet<Refund> Refunds => Set<Refund>();
    internal DbSet<LedgerTransaction> LedgerTransactions => Set<LedgerTransaction>();
    internal DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    internal DbSet<LedgerBalance> LedgerBalances => Set<LedgerBalance>();
    internal DbSet<Counter> Counters => Set<Counter>();
    internal DbSet<Invoice> Invoices => Set<Invoice>();
    internal DbSet<Payout> Payouts => Set<Payout>();
    internal DbSet<Claim> Claims => Set<Claim>();
    internal DbSet<Review> Reviews => Set<Review>();
    internal DbSet<Favourite> Favourites => Set<Favourite>();
    internal DbSet<HarvestSettlement> HarvestSettlements => Set<HarvestSettlement>();
    internal DbSet<LineLot> LineLots => Set<LineLot>();
    internal DbSet<StoppedLine> StoppedLines => Set<StoppedLine>();
    internal DbSet<RecallRefund> RecallRefunds => Set<RecallRefund>();
    internal DbSet<Demand> Demands => Set<Demand>();
    internal DbSet<Bid> Bids => Set<Bid>();
    internal DbSet<BidShare> BidShares => Set<BidShare>();
    internal DbSet<AwardSet> AwardSets => Set<AwardSet>();
    internal DbSet<Award> Awards => Set<Award>();
    internal DbSet<SupplyRecord> SupplyRecords => Set<SupplyRecord>();
    internal DbSet<Forecast> Forecasts => Set<Forecast>();
    internal DbSet<PlanJob> PlanJobs => Set<PlanJob>();
    internal DbSet<Plan> Plans => Set<Plan>();
    internal DbSet<Contract> Contracts => Set<Contract>();
    internal DbSet<ContractLine> ContractLines => Set<ContractLine>();
    internal DbSet<ContractFigure> ContractFigures => Set<ContractFigure>();
    internal DbSet<ContractPaper> ContractPapers => Set<ContractPaper>();
    internal DbSet<ContractFile> ContractFiles => Set<ContractFile>();
    internal DbSet<Quotation> Quotations => Set<Quotation>();
    internal DbSet<CallOff> CallOffs => Set<CallOff>();
    internal DbSet<Delivery> Deliveries => Set<Delivery>();
    internal DbSet<DeliveryLine> DeliveryLines => Set<DeliveryLine>();
    internal DbSet<Receipt> Receipts => Set<Receipt>();
    internal DbSet<ReceiptCorrection> ReceiptCorrections => Set<ReceiptCorrection>();
    internal DbSet<OwedItem> OwedItems => Set<OwedItem>();
    internal DbSet<Statement> Statements => Set<Statement>();
    internal DbSet<StatementPayment> StatementPayments => Set<StatementPayment>();
    internal DbSet<Deed> Deeds => Set<Deed>();
    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    internal DbSet<InboxReceipt> Inbox => Set<InboxReceipt>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OrdersDb).Assembly);
        ModelConventions.Complete(modelBuilder, "orders_", this is MySqlOrdersDb);
        if (this is not MySqlOrdersDb) return;
        // Grades A and a are two grades on every database.
        modelBuilder.Entity<Bid>().Property(x => x.Product).UseCollation("utf8mb4_bin");
        modelBuilder.Entity<Bid>().Property(x => x.Grade).UseCollation("utf8mb4_bin");
    }
}

public sealed class SqliteOrdersDb(DbContextOptions<SqliteOrdersDb> options) : OrdersDb(options);

public sealed class MySqlOrdersDb(DbContextOptions<MySqlOrdersDb> options) : OrdersDb(options);
