using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Outbox;
using Market.Orders.Basket;
using Market.Orders.Checkout;
using Market.Orders.Claims;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Archive;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Contracts.Statements;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Payments.Sandbox;
using Market.Orders.Presale;
using Market.Orders.Recalls;
using Market.Orders.Reviews;
using Market.Orders.Settlement;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Forecasts;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Sourcing.Reliability;
using Market.Orders.Stock;
using Market.Orders.Sweep;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders;

/// <summary>Wires orders, payments and income into a host.</summary>
public static class OrdersModule
{
    /// <summary>Own migrations history, so that the modules can share one MySQL database.</summary>
    public const string History = "orders_migrations";

    /// <param name="database">Where the orders' tables are.</param>
    public static IServiceCollection AddOrders(this IServiceCollection services, ModuleDatabase database, OrdersSettings settings)
    {
        if (database.IsSqlite)
            services.AddDbContextPool<SqliteOrdersDb>(options => database.Apply(options, History))
                .AddScoped<OrdersDb>(provider => provider.GetRequiredService<SqliteOrdersDb>());
        else
            services.AddDbContextPool<MySqlOrdersDb>(options => database.Apply(options, History))
                .AddScoped<OrdersDb>(provider => provider.GetRequiredService<MySqlOrdersDb>());
        services.AddSingleton(settings);
        services.AddSingleton<StockBoard>().AddSingleton<IStockQuestions>(provider => provider.GetRequiredService<StockBoard>());
        services.AddSingleton<OrderSweep>().AddSingleton<CheckoutReads>().AddSingleton<CheckoutCommitter>().AddHostedService(provider => provider.GetRequiredService<CheckoutCommitter>());
        services.AddScoped<StockBook>().AddScoped<StockDesk>().AddScoped<BasketDesk>().AddScoped<CheckoutDesk>().AddScoped<HoldDesk>().AddScoped<OrderDesk>().AddScoped<FreightDesk>();
        services.AddScoped<PaymentDesk>().AddScoped<PaymentReads>().AddScoped<CaptureBook>().AddScoped<RefundBook>().AddScoped<Ledger>();
        services.AddScoped<LotPicking>().AddScoped<Sweep.LostPicks>().AddScoped<FulfilmentDesk>().AddScoped<FulfilmentReads>().AddScoped<CompletionBook>().AddScoped<Pickup>().AddScoped<StoppedDesk>();
        services.AddScoped<ClaimDesk>().AddScoped<ClaimReads>().AddScoped<ReviewDesk>().AddScoped<Favourites>().AddScoped<StandingReads>();
        services.AddScoped<HarvestDesk>().AddScoped<BalanceDesk>().AddScoped<PresaleStock>();
        services.AddScoped<DeedReads>().AddScoped<RefundDesk>().AddScoped<IncomeReads>().AddScoped<InvoiceReads>().AddScoped<PayoutDesk>();
        services.AddScoped<DemandDesk>().AddScoped<BidDesk>().AddScoped<DemandReads>().AddScoped<PlanDesk>().AddScoped<PlanReads>();
        services.AddScoped<ConsentDesk>().AddScoped<AwardDesk>().AddScoped<AwardAnswers>().AddScoped<AwardReads>().AddScoped<SourcingTasks>().AddScoped<DepartedMembers>().AddScoped<RefillDesk>().AddScoped<DemandWithdrawal>().AddScoped<ReliabilityBook>().AddScoped<ForecastDesk>();
        services.AddScoped<ContractDesk>().AddScoped<AwardedContracts>().AddScoped<ContractSteps>().AddScoped<QuotationDesk>().AddScoped<PaperDesk>().AddScoped<ContractReads>().AddScoped<ArchiveDesk>();
        services.AddScoped<CallOffDesk>().AddScoped<DeliveryDesk>().AddScoped<ReceiptDesk>().AddScoped<RejectionDesk>().AddScoped<CorrectionDesk>().AddScoped<DeliveryReads>();
        services.AddScoped<StatementDesk>().AddScoped<StatementPayments>().AddScoped<StatementReads>();
        services.AddSingleton<IPaymentProvider, BankTransferProvider>();
        return services;
    }

    /// <summary>What runs by itself beside the requests; commands leave it out.</summary>
    public static IServiceCollection AddOrdersWorkers(this IServiceCollection services) => services
        .AddHostedService<OutboxSender<OrdersDb>>().AddHostedService<RefundSender>().AddHostedService<PlanWorker>().AddHostedService(provider => provider.GetRequiredService<OrderSweep>());

    /// <summary>Fills an empty shop with a year of orders and a supply contract.</summary>
    public static IServiceCollection AddDemoOrders(this IServiceCollection services) => services.AddSingleton<Demo.DemoOrders>().AddSingleton<Demo.DemoContract>().AddSingleton<Demo.DemoDemand>();

    /// <summary>The sandbox provider of demos and tests.</summary>
    public static IServiceCollection AddSandboxPayments(this IServiceCollection services, SandboxSettings settings) => services
        .AddSingleton(settings).AddSingleton<SandboxBank>().AddSingleton<SandboxProvider>()
        .AddSingleton<IPaymentProvider>(provider => provider.GetRequiredService<SandboxProvider>());

    /// <summary>Stripe, when its keys are configured.</summary>
    public static IServiceCollection AddStripePayments(this IServiceCollection services, StripeSettings settings) => services
        .AddSingleton<IPaymentProvider>(provider => new StripeProvider(settings, provider.GetRequiredService<TimeProvider>(), new HttpClient { Timeout = TimeSpan.FromSeconds(20) }));
}
