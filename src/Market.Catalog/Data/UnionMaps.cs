using Market.Catalog.Cooperatives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Data;

internal sealed class UnionMaps : IEntityTypeConfiguration<Union>, IEntityTypeConfiguration<UnionMember>, IEntityTypeConfiguration<UnionChair>
{
    public void Configure(EntityTypeBuilder<Union> union)
    {
        union.ToTable("catalog_unions");
        union.Property(x => x.Id).ValueGeneratedNever();
        union.Property(x => x.Slug).HasMaxLength(60);
        union.Property(x => x.Name).HasMaxLength(120);
        union.Property(x => x.NameEn).HasMaxLength(160);
        union.Property(x => x.BankAccount).HasMaxLength(80);
        union.Property(x => x.Version).IsConcurrencyToken();
        union.HasMany(x => x.Members).WithOne().HasForeignKey(x => x.UnionId);
        union.HasMany(x => x.Chairs).WithOne().HasForeignKey(x => x.UnionId);
        union.HasIndex(x => x.Slug).IsUnique();
    }

    public void Configure(EntityTypeBuilder<UnionMember> member)
    {
        member.ToTable("catalog_union_members");
        member.Property(x => x.Id).ValueGeneratedNever();
        member.HasIndex(x => new { x.UnionId, x.ActiveCooperativeId }).IsUnique();
        member.HasIndex(x => x.CooperativeId);
    }

    public void Configure(EntityTypeBuilder<UnionChair> chair)
    {
        chair.ToTable("catalog_union_chairs");
        chair.Property(x => x.Id).ValueGeneratedNever();
        chair.Property(x => x.Name).HasMaxLength(80);
    }
}
