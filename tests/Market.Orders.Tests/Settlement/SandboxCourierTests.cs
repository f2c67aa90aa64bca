using System.Net;
using System.Text;
using Market.Orders.Payments.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Orders.Tests.Settlement;

/// <summary>The sandbox's events on their way to a shop over HTTP.</summary>
public sealed class SandboxCourierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("courier").FullName;

    [Fact]
    public async Task A_log_that_cannot_be_opened_for_a_while_ends_nothing()
    {
        var settings = new SandboxSettings { File = Path.Combine(_folder, "sandbox.db") };
        // A folder in the place of the file: SQLite cannot open it.
        Directory.CreateDirectory(settings.File);
        var taken = new TaskCompletionSource<string>();
        await using var shop = await ShopAsync(async request =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            taken.TrySetResult(await reader.ReadToEndAsync());
            return Results.Ok();
        });
        var bank = new SandboxBank(settings);
        using var courier = new SandboxCourier(bank, settings, shop.Services.GetRequiredService<IServer>(), TimeProvider.System, NullLogger<SandboxCourier>.Instance);
        await courier.StartAsync(default);
        await Task.Delay(300);
        Assert.False(courier.ExecuteTask!.IsCompleted);

        Directory.Delete(settings.File);
        var payment = Guid.CreateVersion7();
        bank.Charge(new(payment, "1", 100, "CNY"), new("evt_1", payment, "sbx_1", "captured", 100, "CNY", "now"), dueAt: 0, copies: 1);

        Assert.Contains("captured", await taken.Task.WaitAsync(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);
        await courier.StopAsync(default);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task An_event_that_was_not_taken_comes_again_until_it_is(int answer)
    {
        var settings = new SandboxSettings { File = Path.Combine(_folder, "sandbox.db") };
        var (asked, taken) = (0, new TaskCompletionSource());
        await using var shop = await ShopAsync(_ =>
        {
            if (Interlocked.Increment(ref asked) < 3) return Task.FromResult(answer == 302 ? Results.Redirect("/") : Results.StatusCode(answer));
            taken.TrySetResult();
            return Task.FromResult(Results.Ok());
        });
        var (bank, payment) = (new SandboxBank(settings), Guid.CreateVersion7());
        bank.Charge(new(payment, "1", 100, "CNY"), new("evt_1", payment, "sbx_1", "captured", 100, "CNY", "now"), dueAt: 0, copies: 1);
        using var courier = new SandboxCourier(bank, settings, shop.Services.GetRequiredService<IServer>(), TimeProvider.System, NullLogger<SandboxCourier>.Instance);
        await courier.StartAsync(default);

        await taken.Task.WaitAsync(TimeSpan.FromSeconds(20));
        while (bank.Due(long.MaxValue).Count > 0) await Task.Delay(20);
        await courier.StopAsync(default);

        Assert.Equal(3, asked);
    }

    /// <summary>A shop on a port of its own that only takes webhooks; its front page is there for everybody.</summary>
    private static async Task<WebApplication> ShopAsync(Func<HttpRequest, Task<IResult>> take)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(x => x.Listen(IPAddress.Loopback, 0));
        var shop = builder.Build();
        shop.MapGet("/", () => Results.Ok());
        shop.MapPost("/webhooks/sandbox", take);
        await shop.StartAsync();
        return shop;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
