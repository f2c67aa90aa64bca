using Market.Traceability.Epcis;
using Market.Traceability.Pallets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Traceability.Data;

internal sealed class PalletMaps : IEntityTypeConfiguration<Pallet>, IEntityTypeConfiguration<PalletLoad>, IEntityTypeConfiguration<GoodsIn>, IEntityTypeConfiguration<PalletPack>
{
    public void Configure(EntityTypeBuilder<Pallet> pallet)
    {
        pallet.ToTable("trace_pallets");
        pallet.Property(x => x.Id).ValueGeneratedNever();
        pallet.Property(x => x.Code).IsExact(20);
        pallet.Property(x => x.Key).IsExact(UriSyntax.Longest);
        pallet.Property(x => x.PlaceKind).HasMaxLength(10);
        pallet.Property(x => x.Version).IsConcurrencyToken();
        pallet.HasIndex(x => x.Code).IsUnique();
        pallet.HasIndex(x => x.Key).IsUnique();
        pallet.HasIndex(x => x.OnId);
        pallet.HasIndex(x => new { x.CooperativeId, x.CreatedAt });
        pallet.HasIndex(x => new { x.PlaceId, x.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<PalletLoad> load)
    {
        load.ToTable("trace_pallet_loads");
        load.HasKey(x => new { x.PalletId, x.LotId });
        load.Property(x => x.Version).IsConcurrencyToken();
        load.HasIndex(x => x.LotId);
    }

    public void Configure(EntityTypeBuilder<GoodsIn> received)
    {
        received.ToTable("trace_goods_in");
        received.HasKey(x => new { x.PalletId, x.LotId });
        received.Property(x => x.Version).IsConcurrencyToken();
        received.HasIndex(x => x.LotId);
    }

    public void Configure(EntityTypeBuilder<PalletPack> pack)
    {
        pack.ToTable("trace_pallet_packs");
        // Its number is the pack's: no pack stands on two pallets.
        pack.HasKey(x => x.Number);
        pack.Property(x => x.Number).ValueGeneratedNever();
        pack.Property(x => x.Serial).IsExact(20);
        pack.Property(x => x.Version).IsConcurrencyToken();
        pack.HasIndex(x => new { x.PalletId, x.LotId });
    }
}
