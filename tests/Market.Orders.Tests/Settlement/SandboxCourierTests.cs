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
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(x => x.Listen(IPAddress.Loopback, 0));
        await using var shop = builder.Build();
        shop.MapPost("/webhooks/sandbox", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            taken.TrySetResult(await reader.ReadToEndAsync());
        });
        await shop.StartAsync();
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

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
