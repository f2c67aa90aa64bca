using System.Text;
using Market.Testing;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Log;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Market.Traceability.Tests.Support;

/// <summary>Traceability on an empty database of its own, without a web server; time stands still unless moved.</summary>
public sealed class Trace : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    public const string Base = "https://shop.example";

    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private Trace(TestDatabase database)
    {
        this.database = database;
        Published = Path.Combine(database.Folder, "log", "checkpoint");
        services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton<Market.Kernel.ICatalogQuestions>(Catalog)
            .AddTraceability(database.For("trace"), new(Base, new("shop.example/log", Published, null, [])) { LoopbackHooks = true, CommitmentCategories = [SmallCatalog.NeedsCertificate] }).AddMediator(bus => bus.AddConsumers(typeof(TraceModule).Assembly)).BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public SmallCatalog Catalog { get; } = new();

    /// <summary>File of the newest published checkpoint.</summary>
    public string Published { get; }

    public static async Task<Trace> OpenAsync()
    {
        var trace = new Trace(await TestDatabase.CreateAsync());
        await trace.WithAsync(db => db.Database.MigrateAsync());
        await trace.Get<Market.Traceability.Scans.ScanRecorder>().StartAsync(CancellationToken.None);
        return trace;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Does something in a scope of its own.</summary>
    public async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task WithAsync(Func<TraceDb, Task> work) => AskAsync<TraceDb, bool>(async db =>
    {
        await work(db);
        return true;
    });

    /// <summary>Gives a message to all its consumers, as the bus does.</summary>
    public async Task DeliverAsync<TMessage>(Guid id, TMessage message) where TMessage : class
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Publish(message, Pipe.Execute<PublishContext<TMessage>>(context => context.MessageId = id));
    }

    /// <summary>Appends to the log until nothing waits.</summary>
    public async Task AppendAsync()
    {
        while (await Get<LogAppender>().AppendAsync(CancellationToken.None)) { }
    }

    /// <summary>Captures a document and waits for its job.</summary>
    public async Task<CaptureJob> CaptureAsync(string json, CaptureErrorBehaviour behaviour = CaptureErrorBehaviour.Rollback, Guid? owner = null)
    {
        var party = new CaptureParty(Guid.CreateVersion7(), owner);
        var (id, fault) = await AskAsync<CaptureDesk, (Guid?, EpcisFault?)>(desk => desk.SubmitAsync(party, Encoding.UTF8.GetBytes(json), behaviour, CancellationToken.None));
        if (id is null) throw new InvalidOperationException($"{fault!.Code} {fault.Path} {fault.Found}");
        while (await Get<CaptureWorker>().WorkAsync(CancellationToken.None)) { }
        return (await AskAsync<CaptureDesk, CaptureJob?>(desk => desk.FindAsync(id.Value, null, CancellationToken.None)))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Get<Market.Traceability.Scans.ScanRecorder>().StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
