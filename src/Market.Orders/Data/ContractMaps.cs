using System.Text.Json;
using Market.Orders.Contracts.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class ContractMaps : IEntityTypeConfiguration<Contract>, IEntityTypeConfiguration<ContractLine>, IEntityTypeConfiguration<ContractShare>, IEntityTypeConfiguration<ContractFigure>,
    IEntityTypeConfiguration<ContractPaper>, IEntityTypeConfiguration<ContractFile>, IEntityTypeConfiguration<Quotation>
{
    public void Configure(EntityTypeBuilder<Contract> contract)
    {
        contract.ToTable("orders_contracts");
        contract.Property(x => x.Id).ValueGeneratedNever();
        contract.Property(x => x.Number).HasMaxLength(20);
        foreach (var name in new[] { "Chain", "ChainEn" }) contract.Property(name).HasMaxLength(80);
        contract.Property(x => x.Supplier).HasMaxLength(120);
        contract.Property(x => x.SupplierEn).HasMaxLength(160);
        contract.Property(x => x.Title).HasMaxLength(120);
        contract.Property(x => x.MeetingNumber).HasMaxLength(60);
        contract.Property(x => x.ReturnReason).HasMaxLength(500);
        contract.Property(x => x.Handler).HasMaxLength(40);
        contract.Property(x => x.Chair).HasMaxLength(40);
        contract.Property(x => x.FilingNumber).HasMaxLength(40);
        // Nothing is ever looked up by its terms: they are read and shown as a whole.
        contract.Property(x => x.Terms).HasConversion(x => Json(x), x => Read<ContractTerms>(x)).HasMaxLength(8000);
        contract.Property(x => x.Version).IsConcurrencyToken();
        contract.Ignore(x => x.Suppliers);
        contract.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.ContractId);
        contract.HasIndex(x => new { x.HeadId, x.Nth }).IsUnique();
        contract.HasIndex(x => x.OpenHeadId).IsUnique();
        contract.HasIndex(x => new { x.TownId, x.FilingNumber }).IsUnique();
        contract.HasIndex(x => new { x.ChainId, x.At });
        contract.HasIndex(x => new { x.SupplierId, x.At });
        contract.HasIndex(x => new { x.TownId, x.State, x.Since });
        contract.HasIndex(x => x.Number);
    }

    public void Configure(EntityTypeBuilder<ContractLine> line)
    {
        line.ToTable("orders_contract_lines");
        line.Property(x => x.Id).ValueGeneratedNever();
        line.Property(x => x.Store).HasMaxLength(80);
        line.Property(x => x.StoreEn).HasMaxLength(80);
        line.Property(x => x.Product).HasMaxLength(80);
        line.Property(x => x.Grade).HasMaxLength(40);
        line.Property(x => x.Windows).HasConversion(x => Json(x), x => Read<ContractWindow[]>(x), new ValueComparer<IReadOnlyList<ContractWindow>>(false)).HasMaxLength(8000);
        line.Ignore(x => x.Key);
        line.HasMany(x => x.Shares).WithOne().HasForeignKey(x => x.LineId);
        line.HasIndex(x => new { x.ContractId, x.Position }).IsUnique();
        line.HasIndex(x => x.FigureId);
    }

    public void Configure(EntityTypeBuilder<ContractShare> share)
    {
        share.ToTable("orders_contract_shares");
        share.HasKey(x => new { x.LineId, x.CooperativeId });
        share.HasIndex(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<ContractFigure> figure)
    {
        figure.ToTable("orders_contract_figures");
        figure.Property(x => x.Id).ValueGeneratedNever();
        figure.HasIndex(x => x.HeadId);
    }

    public void Configure(EntityTypeBuilder<ContractPaper> paper)
    {
        paper.ToTable("orders_contract_papers");
        paper.Property(x => x.Id).ValueGeneratedNever();
        paper.Property(x => x.Title).HasMaxLength(80);
        paper.Property(x => x.PictureHash).HasMaxLength(64);
        paper.HasIndex(x => x.ContractId);
    }

    public void Configure(EntityTypeBuilder<ContractFile> file)
    {
        file.ToTable("orders_contract_files");
        file.HasKey(x => x.PaperId);
        file.Property(x => x.PaperId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Quotation> quotation)
    {
        quotation.ToTable("orders_quotations");
        quotation.HasKey(x => new { x.FigureId, x.Week, x.Side });
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;
}
