using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Market.Traceability.Serials;

namespace Market.Benchmarks;

/// <summary>Serials of single items: how fast they are written in constant memory, and what it takes to look at one.</summary>
internal static class CodesBench
{
    private const int Count = 10_000_000, AtOnce = 4_096, Looks = 200_000;

    public static int Run()
    {
        using var serials = new SerialNumbers(RandomNumberGenerator.GetBytes(SerialNumbers.KeyBytes));
        using var batch = new BlockCipher(RandomNumberGenerator.GetBytes(SerialNumbers.KeyBytes));
        var (text, bytes) = (new char[AtOnce * SerialNumbers.Length], new byte[AtOnce * SerialNumbers.Length]);
        for (var round = 0; round < 5; round++)
        {
            var (before, watch, first) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew(), TimeSpan.Zero);
            for (long done = 0; done < Count; done += AtOnce)
            {
                var some = (int)Math.Min(AtOnce, Count - done) * SerialNumbers.Length;
                serials.Write(done, batch, text.AsSpan(0, some));
                Stream.Null.Write(bytes, 0, Encoding.ASCII.GetBytes(text.AsSpan(0, some), bytes));
                if (done == 0) first = watch.Elapsed;
            }
            var took = watch.Elapsed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} serials: {Count / took.TotalSeconds / 1e6:0.00} million/s (goal 1), the first {AtOnce} after {first.TotalMilliseconds:0.0} ms (goal 200), {(GC.GetAllocatedBytesForCurrentThread() - before) / (double)Count:0.00} bytes allocated each"));
        }
        for (var round = 0; round < 5; round++)
        {
            serials.Write(round * AtOnce, batch, text);
            var (watch, genuine) = (Stopwatch.StartNew(), 0);
            for (var i = 0; i < Looks; i++)
            {
                var serial = text.AsSpan(i % AtOnce * SerialNumbers.Length, SerialNumbers.Length);
                if (serials.Number(serial) is { } number && serials.IsGenuine(serial, number, batch)) genuine++;
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"validity of one serial: {watch.Elapsed.TotalMicroseconds / Looks:0.00} us (goal 5), {genuine} of {Looks} genuine"));
        }
        return 0;
    }
}
