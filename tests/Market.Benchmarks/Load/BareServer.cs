using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Market.Benchmarks.Load;

/// <summary>What the web server can do at most on this machine: the measure of all pages.</summary>
internal static class BareServer
{
    private static readonly ConcurrentDictionary<int, byte[]> Bodies = new();

    public static async Task<int> RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        await using var app = builder.Build();
        app.MapGet("/", () => "twenty bytes, exact.");
        app.MapGet("/{bytes:int}", (int bytes, HttpContext context) =>
        {
            var body = Bodies.GetOrAdd(bytes, x => [.. Enumerable.Repeat((byte)'x', x)]);
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.RunAsync();
        return 0;
    }
}
