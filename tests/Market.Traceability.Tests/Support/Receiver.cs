using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Traceability.Tests.Support;

/// <summary>A subscriber on the own machine that remembers what it was sent.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<(byte[] Body, string Signature)> Taken { get; } = new();

    /// <summary>What it answers next, one after the other; 200 when nothing is left.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public int Calls => calls;
    private int calls;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/hook", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        Interlocked.Increment(ref calls);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (Answers.TryDequeue(out var answer) && answer != 200)
        {
            if (answer is 302) request.HttpContext.Response.Headers.Location = "/hook";
            return Results.StatusCode(answer);
        }
        Taken.Enqueue((body.ToArray(), request.Headers["GS1-Signature"].ToString()));
        return Results.Ok();
    }
}
