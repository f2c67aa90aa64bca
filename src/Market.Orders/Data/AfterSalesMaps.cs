using Market.Orders.Claims;
using Market.Orders.Presale;
using Market.Orders.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Orders.Data;

internal sealed class AfterSalesMaps : IEntityTypeConfiguration<Claim>, IEntityTypeConfiguration<Review>, IEntityTypeConfiguration<Favourite>,
    IEntityTypeConfiguration<HarvestSettlement>, IEntityTypeConfiguration<Deed>
{
    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        claim.ToTable("orders_claims");
        claim.Property(x => x.Id).ValueGeneratedNever();
        claim.Property(x => x.OrderNumber).HasMaxLength(20);
        claim.Property(x => x.ProductName).HasMaxLength(120);
        claim.Property(x => x.Reason).HasMaxLength(1000);
        claim.Property(x => x.Answer).HasMaxLength(1000);
        claim.Property(x => x.PictureHash).HasMaxLength(64);
        claim.Property<long>("Version").IsConcurrencyToken();
        claim.HasIndex(x => new { x.CooperativeId, x.State });
        claim.HasIndex(x => new { x.TownId, x.State });
        claim.HasIndex(x => new { x.State, x.AnswerBy });
        claim.HasIndex(x => new { x.BuyerId, x.OpenedAt });
    }

    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("orders_reviews");
        review.Property(x => x.Id).ValueGeneratedNever();
        review.Property(x => x.BuyerName).HasMaxLength(80);
        review.Property(x => x.Text).HasMaxLength(1000);
        review.HasIndex(x => x.LineId).IsUnique();
        review.HasIndex(x => new { x.ProductId, x.At });
    }

    public void Configure(EntityTypeBuilder<Favourite> favourite)
    {
        favourite.ToTable("orders_favourites");
        favourite.HasKey(x => new { x.PersonId, x.ProductId });
    }

    public void Configure(EntityTypeBuilder<HarvestSettlement> settlement)
    {
        settlement.ToTable("orders_harvest_settlements");
        settlement.HasKey(x => x.OfferId);
        settlement.Property(x => x.OfferId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Deed> deed)
    {
        deed.ToTable("orders_deeds");
        deed.Property(x => x.Id).ValueGeneratedNever();
        deed.Property(x => x.Role).HasMaxLength(20);
        deed.Property(x => x.Action).HasMaxLength(60);
        deed.HasIndex(x => new { x.SubjectId, x.At });
        deed.HasIndex(x => new { x.CooperativeId, x.At });
    }
}
