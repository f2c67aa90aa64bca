using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Reading;

/// <summary>The plan's fingerprint (方案指纹): SHA-256 over the canonical problem and the awards.</summary>
public static class PlanHash
{
    /// <returns>64 hexadecimal digits, lower case.</returns>
    public static string Of(MatchProblem problem, IReadOnlyList<Award> awards)
    {
        using var begun = Begin(problem);
        return End(begun, awards);
    }

    /// <summary>The problem's part: writing a market down takes longer than to fill a gap in its plan, so a run does it once.</summary>
    internal static IncrementalHash Begin(MatchProblem problem)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sink = new HashSink(hash);
        CanonicalJson.Write(sink, problem);
        return hash;
    }

    /// <summary>The seed of the search: the first eight bytes of the problem's own hash.</summary>
    internal static ulong Seed(IncrementalHash begun) => BinaryPrimitives.ReadUInt64BigEndian(begun.GetCurrentHash());

    /// <summary>Adds the awards to what was begun, which is used up.</summary>
    internal static string End(IncrementalHash hash, IReadOnlyList<Award> awards)
    {
        foreach (var award in awards.OrderBy(x => x.Line, StringComparer.Ordinal).ThenBy(x => x.Offer, StringComparer.Ordinal).ThenBy(x => x.Window, StringComparer.Ordinal))
        {
            Append(hash, award.Line, award.Offer, award.Window, award.Grams);
            foreach (var part in award.Parts.OrderBy(x => x.Cooperative, StringComparer.Ordinal).ThenBy(x => x.HarvestFrom, StringComparer.Ordinal).ThenBy(x => x.HarvestTo, StringComparer.Ordinal))
                Append(hash, part.Cooperative, part.HarvestFrom, part.HarvestTo, part.Grams);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string a, string b, string c, long grams) =>
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{a}\u001f{b}\u001f{c}\u001f{grams}")));

    private sealed class HashSink(IncrementalHash hash) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => hash.AppendData([]);
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => hash.AppendData(buffer, offset, count);
        public override void Write(ReadOnlySpan<byte> buffer) => hash.AppendData(buffer);
    }
}
