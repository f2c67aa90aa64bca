namespace Market.Orders.Contracts.Agreements;

/// <summary>What became of a line, through all versions of its contract; grams.</summary>
internal sealed class ContractFigure
{
    public Guid Id { get; init; }

    /// <summary>The contract's first version.</summary>
    public Guid HeadId { get; init; }

    /// <summary>As in the version in force; at least what is called.</summary>
    public long Agreed { get; init; }
    public long Called { get; init; }
    public long Delivered { get; init; }
    public long Accepted { get; init; }
    public long Rejected { get; init; }
}

/// <summary>A photo or scan that belongs to a version.</summary>
internal sealed class ContractPaper
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid ContractId { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Name of a stored picture; empty for a PDF, whose bytes are a <see cref="ContractFile"/>.</summary>
    public string PictureHash { get; init; } = "";
    public Guid ActorId { get; init; }
    public DateTime At { get; init; }
}

/// <summary>A PDF of a contract's file. It is given out to those who may read the contract, never shown by us.</summary>
internal sealed class ContractFile
{
    public Guid PaperId { get; init; }
    public byte[] Content { get; init; } = [];
}
