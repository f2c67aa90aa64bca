using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Market.Benchmarks.Load;

/// <summary>A server in a process of its own, on loopback, ended by its pid.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }
    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>The shop.</summary>
    /// <param name="data">Data folder.</param>
    public static Task<ServerProcess> ShopAsync(string data, string? mysql = null, params (string Key, string Value)[] more)
    {
        var port = FreePort();
        return StartAsync([Shop, "serve"], port, "/health/ready",
            [("MARKET_DATA", data), ("PORT", Text(port)), ("MARKET_MYSQL", mysql ?? ""), ("MARKET_MIGRATE", "1"), ("MARKET_DEMO_ORDERS", "0"), ("Logging__LogLevel__Default", "Warning"), .. more]);
    }

    /// <summary>Bare Kestrel: twenty bytes at /, and prepared bodies of any length at /{bytes}.</summary>
    public static Task<ServerProcess> BareAsync()
    {
        var port = FreePort();
        return StartAsync([typeof(ServerProcess).Assembly.Location, "bare", Text(port)], port, "/", []);
    }

    /// <summary>Processor time used so far, of all threads.</summary>
    public TimeSpan CpuTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Resident memory, MiB.</summary>
    public double MemoryMiB()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1048576.0;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(string[] command, int port, string path, (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var server = new ServerProcess(Process.Start(start)!, port);
        server._process.OutputDataReceived += (_, _) => { };
        server._process.BeginOutputReadLine();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        // A first start reads the whole catalogue into the search index: minutes for a million products.
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(20);)
        {
            if (server._process.HasExited) throw new InvalidOperationException($"{string.Join(' ', command)} ended at once.");
            try
            {
                using var answer = await http.GetAsync(server.Address + path);
                if (answer.IsSuccessStatusCode) return server;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                // It does not listen yet.
                await Task.Delay(10);
                continue;
            }
            await Task.Delay(10);
        }
        throw new TimeoutException($"{string.Join(' ', command)} was not ready in time.");
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static string Shop { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../src/Market.Web/bin/Release/net10.0/linux-x64/Market.Web.dll"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
