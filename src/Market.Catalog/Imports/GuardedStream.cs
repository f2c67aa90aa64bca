namespace Market.Catalog.Imports;

/// <summary>Reads a packed part and stops when it unpacks to more than a price list can hold.</summary>
/// <remarks>
/// Two bounds keep the XML reader's memory small: the sum of all parts, and the length of one tag (the reader holds a tag with
/// its attributes whole, texts it hands out in pieces).
/// </remarks>
internal sealed class GuardedStream(Stream packed, UnpackedBytes sum) : Stream
{
    private const int MaxTag = 64 * 1024;
    private int _tag = -1;

    public override int Read(Span<byte> buffer)
    {
        var read = packed.Read(buffer);
        sum.Add(read);
        Measure(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private void Measure(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var mark = _tag < 0 ? bytes.IndexOf((byte)'<') : bytes.IndexOf((byte)'>');
            if (_tag >= 0) _tag += mark < 0 ? bytes.Length : mark;
            if (_tag > MaxTag) throw new InvalidDataException("A tag is longer than any spreadsheet writes.");
            if (mark < 0) return;
            _tag = _tag < 0 ? 0 : -1;
            bytes = bytes[(mark + 1)..];
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) packed.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>What was unpacked of one workbook so far.</summary>
internal sealed class UnpackedBytes
{
    /// <summary>500,000 rows of eight cells are about 160 MiB.</summary>
    private const long Max = 200L * 1024 * 1024;

    public long Sum { get; private set; }

    /// <exception cref="Kernel.RuleException"><c>file.unpacked_too_large</c></exception>
    public void Add(int bytes)
    {
        Sum += bytes;
        if (Sum > Max) throw Sentences.Refusal("file.unpacked_too_large");
    }
}
