using System.Numerics;
using System.Runtime.InteropServices;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>What candidates would save, asked for millions of times.</summary>
internal static class Ratings
{
    /// <summary>The highest rating, or 0 when none is above it.</summary>
    public static long Most(ReadOnlySpan<long> ratings)
    {
        var most = 0L;
        var many = MemoryMarshal.Cast<long, Vector<long>>(ratings);
        var each = Vector<long>.Zero;
        foreach (var some in many) each = Vector.Max(each, some);
        for (var i = 0; i < Vector<long>.Count; i++) most = Math.Max(most, each[i]);
        foreach (var some in ratings[(many.Length * Vector<long>.Count)..]) most = Math.Max(most, some);
        return most;
    }
}
