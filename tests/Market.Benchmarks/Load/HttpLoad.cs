using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Market.Benchmarks.Load;

/// <summary>What one burst of requests gave.</summary>
/// <param name="ServerCpuMicros">Processor time of the server per request, microseconds.</param>
internal sealed record Burst(double PerSecond, double ServerCpuMicros, double P50Ms, double P99Ms, double LongestMs, IReadOnlyDictionary<int, int> Statuses)
{
    public int Done => Statuses.Values.Sum();
}

/// <summary>Keep-alive requests over plain sockets from this process; bounded in connections and time, loopback only.</summary>
internal sealed class HttpLoad(int port)
{
    /// <param name="next">The next request as bytes, or null when there is none left; called by many connections at once.</param>
    public async Task<Burst> RunAsync(int connections, TimeSpan length, Func<byte[]?> next, ServerProcess server)
    {
        var cpu = server.CpuTime();
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectionAsync(watch, length, next))));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = all.SelectMany(x => x.Times).Order().ToList();
        var statuses = all.SelectMany(x => x.Statuses).GroupBy(x => x.Key).ToDictionary(x => x.Key, x => x.Sum(y => y.Value));
        var done = Math.Max(1, times.Count);
        return new(times.Count / seconds, (server.CpuTime() - cpu).TotalMicroseconds / done, At(times, 0.5), At(times, 0.99), At(times, 1), statuses);
    }

    /// <summary>The same rate all the time, whatever the server does: the time a request waits for its turn counts.</summary>
    public async Task<Burst> PaceAsync(int connections, TimeSpan length, double perSecond, Func<byte[]?> next, ServerProcess server)
    {
        var (watch, started) = (Stopwatch.StartNew(), -1);
        var cpu = server.CpuTime();
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var connection = await Connection.OpenAsync(port);
            var (times, statuses) = (new List<double>(), new Dictionary<int, int>());
            while (true)
            {
                var due = Interlocked.Increment(ref started) / perSecond;
                if (due > length.TotalSeconds || next() is not { } request) return (Times: times, Statuses: statuses);
                var early = due - watch.Elapsed.TotalSeconds;
                if (early > 0) await Task.Delay(TimeSpan.FromSeconds(early));
                var status = await connection.AskAsync(request);
                times.Add((watch.Elapsed.TotalSeconds - due) * 1000);
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
            }
        })));
        var sorted = all.SelectMany(x => x.Times).Order().ToList();
        var sum = all.SelectMany(x => x.Statuses).GroupBy(x => x.Key).ToDictionary(x => x.Key, x => x.Sum(y => y.Value));
        return new(sorted.Count / watch.Elapsed.TotalSeconds, (server.CpuTime() - cpu).TotalMicroseconds / Math.Max(1, sorted.Count), At(sorted, 0.5), At(sorted, 0.99), At(sorted, 1), sum);
    }

    public static byte[] Get(string path, string headers = "") => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n");

    public static byte[] Post(string path, string headers, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), .. body];

    private async Task<(List<double> Times, Dictionary<int, int> Statuses)> ConnectionAsync(Stopwatch watch, TimeSpan length, Func<byte[]?> next)
    {
        using var connection = await Connection.OpenAsync(port);
        var (times, statuses) = (new List<double>(), new Dictionary<int, int>());
        while (watch.Elapsed < length && next() is { } request)
        {
            var before = Stopwatch.GetTimestamp();
            var status = await connection.AskAsync(request);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }
        return (times, statuses);
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)((sorted.Count - 1) * share)];

    /// <summary>One connection that reads just enough of an answer to know where it ends.</summary>
    private sealed class Connection : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private byte[] _buffer = new byte[256 * 1024];

        public static async Task<Connection> OpenAsync(int port)
        {
            var connection = new Connection();
            await connection._socket.ConnectAsync(IPAddress.Loopback, port);
            return connection;
        }

        public async ValueTask<int> AskAsync(byte[] request)
        {
            await _socket.SendAsync(request);
            var (have, end, total) = (0, -1, -1);
            while (total < 0 || have < total)
            {
                if (have == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(have));
                if (read == 0) throw new IOException("The server closed the connection.");
                have += read;
                if (end < 0) (end, total) = Head(_buffer.AsSpan(0, have));
                if (end >= 0 && total < 0 && _buffer.AsSpan(0, have).EndsWith("0\r\n\r\n"u8)) break;
            }
            return (_buffer[9] - '0') * 100 + (_buffer[10] - '0') * 10 + (_buffer[11] - '0');
        }

        /// <returns>Where the head ends, and the whole length when the head says it; -1 each while unknown.</returns>
        private static (int End, int Total) Head(ReadOnlySpan<byte> answer)
        {
            var end = answer.IndexOf("\r\n\r\n"u8);
            if (end < 0) return (-1, -1);
            var head = answer[..end];
            var at = head.IndexOf("Content-Length: "u8);
            if (at < 0) return (end, head[9] == '2' && head[10] == '0' && head[11] == '4' ? end + 4 : -1);
            var length = 0;
            for (var i = at + 16; i < head.Length && head[i] is >= (byte)'0' and <= (byte)'9'; i++) length = length * 10 + head[i] - '0';
            return (end, end + 4 + length);
        }

        public void Dispose() => _socket.Dispose();
    }
}
