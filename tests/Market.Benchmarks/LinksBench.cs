using System.Diagnostics;
using System.Globalization;
using Market.Traceability.DigitalLink;

namespace Market.Benchmarks;

/// <summary>What it takes to bring a key of an event to its canonical address, and to read an address.</summary>
internal static class LinksBench
{
    private const int Count = 1_000_000;

    private static readonly string[] Ids =
    [
        "urn:epc:id:sgtin:4012345.011111.98%22", "https://id.gs1.org/gtin/9780345418913/cpv/344/lot/1223/ser/765tz", "urn:epc:id:sgln:4012345.00005.122", "urn:epc:class:lgtin:4012345.012345.998877",
    ];

    public static int Run()
    {
        for (var round = 0; round < 5; round++)
        {
            var (watch, keys) = (Stopwatch.StartNew(), 0);
            for (var i = 0; i < Count; i++)
                if (CanonicalDigitalLink.TryOf(Ids[i % Ids.Length]) is not null) keys++;
            var canonical = watch.Elapsed;
            watch.Restart();
            for (var i = 0; i < Count; i++)
                if (DigitalLinkUri.TryParse("https://id.gs1.org/01/09520123456788/10/ABC123?3103=000195&17=261225", DigitalLinkOptions.Strict, out _, out _)) keys++;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"canonical address of a key: {canonical.TotalMicroseconds / Count:0.00} us (goal 2), reading one: {watch.Elapsed.TotalMicroseconds / Count:0.00} us, {keys} of {2 * Count} taken"));
        }
        return 0;
    }
}
