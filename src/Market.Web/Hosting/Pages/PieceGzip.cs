using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Market.Web.Hosting.Pages;

/// <summary>Puts a gzip answer together from pieces packed once and short texts of the moment: packing a page anew would cost ten times what sending it does.</summary>
/// <remarks>Pieces are packed each by itself and end on a whole byte (RFC 1951, an empty stored block), so that they may stand in any order; texts go in as stored blocks (3.2.4); RFC 1952 frames it.</remarks>
internal static class PieceGzip
{
    private static ReadOnlySpan<byte> Head => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    private static ReadOnlySpan<byte> LastBlock => [1, 0, 0, 0xff, 0xff];
    private const int BlockHead = 5, Trailer = 8;

    /// <summary>Bytes around the pieces and texts.</summary>
    /// <param name="texts">How many texts there are.</param>
    public static int Frame(int texts) => Head.Length + (texts * BlockHead) + LastBlock.Length + Trailer;

    /// <summary>A piece, packed so that others may follow it.</summary>
    public static PackedPiece Pack(byte[] piece) => new(piece, Packed(piece), Crc32.HashToUInt32(piece), Checksums.Shift(piece.Length));

    private static byte[] Packed(byte[] piece)
    {
        using var packed = new MemoryStream();
        using var stream = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        stream.Write(piece);
        stream.Flush();
        // What closing the stream adds would end the answer here.
        return packed.ToArray();
    }

    /// <summary>Writes pieces and texts in turn; each text follows its piece.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> to, IReadOnlyList<PackedPiece> pieces, IReadOnlyList<byte[]> texts)
    {
        var (at, crc, length) = (0, 0u, 0);
        void Put(ReadOnlySpan<byte> bytes, Span<byte> into)
        {
            bytes.CopyTo(into[at..]);
            at += bytes.Length;
        }
        Put(Head, to);
        for (var i = 0; i < pieces.Count; i++)
        {
            Put(pieces[i].Packed, to);
            crc = Checksums.Join(crc, pieces[i].Crc, pieces[i].Shift);
            length += pieces[i].Plain.Length;
            if (i == texts.Count) continue;
            var text = texts[i];
            to[at++] = 0;
            BinaryPrimitives.WriteUInt16LittleEndian(to[at..], checked((ushort)text.Length));
            BinaryPrimitives.WriteUInt16LittleEndian(to[(at + 2)..], (ushort)~text.Length);
            at += 4;
            Put(text, to);
            crc = Checksums.Join(crc, Crc32.HashToUInt32(text), Checksums.Shift(text.Length));
            length += text.Length;
        }
        Put(LastBlock, to);
        BinaryPrimitives.WriteUInt32LittleEndian(to[at..], crc);
        BinaryPrimitives.WriteInt32LittleEndian(to[(at + 4)..], length);
        return at + Trailer;
    }
}

/// <summary>A piece of a page, plain and packed.</summary>
/// <param name="Crc">CRC-32 of the plain bytes.</param>
/// <param name="Shift">What the checksum of what stands before it is multiplied by.</param>
internal sealed record PackedPiece(byte[] Plain, byte[] Packed, uint Crc, uint Shift);
