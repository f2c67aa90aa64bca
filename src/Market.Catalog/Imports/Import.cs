
namespace Market.Catalog.Imports;

/// <summary>Where an import stands.</summary>
public enum ImportState { Queued, Running, Done, Failed, Cancelled }

/// <summary>One uploaded table and what became of each of its rows.</summary>
internal sealed class Import
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }
    public Guid ActorId { get; init; }
    public string FileName { get; init; } = "";

    /// <summary>Corrections of what was detected, as JSON (see <see cref="MappingText"/>), or null.</summary>
    public string? Mapping { get; init; }
    public bool DryRun { get; init; }
    public ImportState State { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? FinishedAt { get; init; }

    /// <summary>A worker owns the job until then; a dead worker's job is taken over afterwards.</summary>
    public DateTime? LeaseUntil { get; init; }

    /// <summary>Which claim owns the job: whoever lost it cannot finish it.</summary>
    public Guid? ClaimId { get; init; }

    /// <summary>How often the job was claimed.</summary>
    public int Attempts { get; init; }
    public bool CancelAsked { get; init; }

    /// <summary>0 to 100.</summary>
    public int Percent { get; init; }
    public int Rows { get; init; }
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int Rejected { get; init; }

    /// <summary>One letter for each row of the file (see <see cref="RowResult"/>); the first row of the file comes first.</summary>
    public byte[]? Results { get; init; }

    /// <summary>Code of the reason why the file as a whole could not be taken, and its arguments as a JSON list.</summary>
    public string? Failure { get; init; }
    public string FailureArgs { get; init; } = "[]";
}

/// <summary>A piece of the file as uploaded. Pieces, because MariaDB takes at most 16 MiB in one statement.</summary>
internal sealed class ImportPiece
{
    /// <summary>Bytes of every piece but the last.</summary>
    public const int Size = 4 * 1024 * 1024;
    public Guid ImportId { get; init; }
    public int Position { get; init; }
    public byte[] Bytes { get; init; } = [];
}

/// <summary>Why one row was not taken.</summary>
internal sealed class ImportError
{
    public Guid ImportId { get; init; }

    /// <summary>As a spreadsheet numbers it: the first row of the file is 1.</summary>
    public int Row { get; init; }
    public string Column { get; init; } = "";
    public string Code { get; init; } = "";

    /// <summary>Values for the {0}, {1} of the code's sentence, as a JSON list.</summary>
    public string Args { get; init; } = "[]";
}
