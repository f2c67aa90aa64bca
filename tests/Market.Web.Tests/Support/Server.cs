using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Market.Testing;

namespace Market.Web.Tests.Support;

/// <summary>The program as a process of its own: loopback, own data folder, own port, ended by its pid.</summary>
public sealed class Server : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];
    private bool _ended;

    private Server(Process process, string address, string data)
    {
        (_process, Address, Data) = (process, address, data);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Address { get; }
    public string Data { get; }

    /// <summary>What it printed, for failures.</summary>
    public string Output
    {
        get { lock (_output) return string.Join('\n', _output.TakeLast(60)); }
    }

    /// <param name="more">Environment variables besides data folder, port and database.</param>
    public static async Task<Server> StartAsync(TestDatabase database, params (string Key, string Value)[] more)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Program, "serve"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = database.Folder };
        var settings = new Dictionary<string, string?>
        {
            ["MARKET_DATA"] = database.Folder,
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["MARKET_MYSQL"] = database.MySql,
            ["MARKET_MIGRATE"] = "1",
            ["MARKET_DEMO_ORDERS"] = Environment.GetEnvironmentVariable("MARKET_DEMO_ORDERS") ?? "12",
        };
        foreach (var (key, value) in more) settings[key] = value;
        foreach (var (key, value) in settings) start.Environment[key] = value;
        var server = new Server(Process.Start(start)!, $"http://127.0.0.1:{port}", settings["MARKET_DATA"]!);
        await server.ReadyAsync();
        return server;
    }

    /// <summary>Ends it the hard way, as a power cut does.</summary>
    public async Task KillAsync()
    {
        Assert.False(_process.HasExited, $"The server ended by itself:\n{Output}");
        _ended = true;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it; a server that had ended by itself fails the test with what it last printed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_ended) await KillAsync();
        }
        finally
        {
            _process.Dispose();
        }
    }

    /// <summary>The program beside which these tests were built.</summary>
    internal static string Program { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../src/Market.Web/bin",
        AppContext.BaseDirectory.Contains("/Debug/", StringComparison.Ordinal) ? "Debug" : "Release", "net10.0/linux-x64/Market.Web.dll"));

    /// <summary>The program's source.</summary>
    internal static string Source { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../src/Market.Web"));

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(5) };
        for (var tries = 0; tries < 1200; tries++)
        {
            Assert.False(_process.HasExited, Output);
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                // It does not listen yet.
                await Task.Delay(50);
                continue;
            }
            await Task.Delay(50);
        }
        Assert.Fail($"Not ready in time:\n{Output}");
    }

    private void Keep(string? line)
    {
        if (line is not null) lock (_output) _output.Add(line);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The repository.</summary>
    internal static string Repository { get; } = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
