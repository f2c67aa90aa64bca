
namespace Market.Catalog.Imports;

/// <summary>Where an import stands.</summary>
public enum ImportState { Queued, Running, Done, Failed, Cancelled }

/// <summary>One uploaded table and what became of each of its rows.</summary>
internal sealed class Import
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }
    public Guid ActorId { get; init; }
    public string FileName { get; init; } = "";

    /// <summary>The file as uploaded, at most 20 MiB.</summary>
    public byte[] Content { get; init; } = [];
    public string? Mapping { get; init; }
    public bool DryRun { get; init; }
    public ImportState State { get; set; }
    public DateTime CreatedAt { get; init; }

    /// <summary>A worker owns the job until then; a dead worker's job is taken over afterwards.</summary>
    public DateTime? LeaseUntil { get; set; }
    public int Rows { get; set; }
    public int Created { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }
    public int Rejected { get; set; }
    public string? Failure { get; set; }
}

/// <summary>Why one row was not taken.</summary>
internal sealed class ImportError
{
    public Guid ImportId { get; init; }
    public int Row { get; init; }
    public string Column { get; init; } = "";
    public string Code { get; init; } = "";
    public string Message { get; init; } = "";
}
