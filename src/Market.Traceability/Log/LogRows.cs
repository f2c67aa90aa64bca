namespace Market.Traceability.Log;

/// <summary>Something that is to enter the log; written in the transaction of the deed itself.</summary>
internal sealed class LogEntry
{
    /// <summary>Order of arrival, from 1.</summary>
    public long Id { get; init; }

    /// <summary>What it is about: a lot's key, or the name of another chain.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Hash of the content, 64 hexadecimal digits.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>The event it stands for; null when it is no event.</summary>
    public long? EventSeq { get; init; }
}

/// <summary>A leaf of the log.</summary>
internal sealed class LogLeaf
{
    /// <summary>Place in the log, from 0, without gaps.</summary>
    public long Index { get; init; }
    public string Subject { get; init; } = "";

    /// <summary>Number within the subject, from 1, without gaps: what is missing shows.</summary>
    public long Sequence { get; init; }

    /// <summary>Leaf hash of the subject's leaf before this one in 64 hexadecimal digits; empty for the first.</summary>
    public string Previous { get; init; } = "";

    /// <summary>SHA-256 of salt and content hash, 64 hexadecimal digits.</summary>
    public string SaltedHash { get; init; } = "";

    /// <summary>32 random hexadecimal digits; emptied when a person's data has to go, and with it the tie to the content.</summary>
    public string Salt { get; set; } = "";

    /// <summary>The leaf's own hash in the tree, 64 hexadecimal digits.</summary>
    public string Hash { get; init; } = "";
    public long? EventSeq { get; init; }
}

/// <summary>256 hashes of one level of the tree side by side, complete for ever.</summary>
internal sealed class LogTile
{
    /// <summary>0 holds leaves, each further level the tree heads of 256 hashes below.</summary>
    public int Level { get; init; }
    public long Index { get; init; }

    /// <summary>8,192 bytes.</summary>
    public byte[] Hashes { get; init; } = [];
}

/// <summary>The last leaf of a subject.</summary>
internal sealed class LogHead
{
    public string Subject { get; init; } = "";
    public long Sequence { get; set; }
    public string Hash { get; set; } = "";
}

/// <summary>A signed statement of the log's size and root.</summary>
internal sealed class PublishedCheckpoint
{
    public long Size { get; init; }
    public DateTime At { get; init; }

    /// <summary>The signed note, with the signatures of witnesses once they are in.</summary>
    public string Note { get; set; } = "";
}
