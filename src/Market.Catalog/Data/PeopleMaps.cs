using Market.Catalog.People;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Market.Catalog.Data;

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("catalog_people");
        person.Property(x => x.Id).ValueGeneratedNever();
        person.Property(x => x.DisplayName).HasMaxLength(80);
        person.Property(x => x.Language).HasMaxLength(10);
        person.Property(x => x.PhoneNumber).HasMaxLength(32);
        person.HasIndex(x => x.PhoneNumber).IsUnique();
        person.HasIndex(x => x.NormalizedEmail).IsUnique();
    }
}

internal sealed class IdentityMaps : IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>, IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("catalog_person_claims");
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("catalog_person_logins");
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("catalog_person_tokens");
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("catalog_protection_keys");
}

internal sealed class OrganisationMaps : IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<Town>, IEntityTypeConfiguration<Station>,
    IEntityTypeConfiguration<Mandate>, IEntityTypeConfiguration<Chain>, IEntityTypeConfiguration<Store>, IEntityTypeConfiguration<Road>, IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("catalog_memberships");
        membership.Property(x => x.Id).ValueGeneratedNever();
        membership.HasIndex(x => new { x.PersonId, x.Role, x.OrganisationId }).IsUnique();
        membership.HasIndex(x => new { x.OrganisationId, x.Role });
    }

    public void Configure(EntityTypeBuilder<Town> town)
    {
        town.ToTable("catalog_towns");
        town.Property(x => x.Id).ValueGeneratedNever();
        town.Property(x => x.Slug).HasMaxLength(60);
        town.Property(x => x.Name).HasMaxLength(80);
        town.Property(x => x.NameEn).HasMaxLength(80);
        town.HasIndex(x => x.Slug).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Station> station)
    {
        station.ToTable("catalog_stations");
        station.Property(x => x.Id).ValueGeneratedNever();
        station.Property(x => x.Slug).HasMaxLength(60);
        station.Property(x => x.Name).HasMaxLength(80);
        station.Property(x => x.NameEn).HasMaxLength(80);
        station.Property(x => x.Address).HasMaxLength(200);
        station.Property(x => x.Phone).HasMaxLength(32);
        station.HasIndex(x => x.Slug).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Mandate> mandate)
    {
        mandate.ToTable("catalog_mandates");
        mandate.Property(x => x.Id).ValueGeneratedNever();
        mandate.HasIndex(x => new { x.StationId, x.CooperativeId });
    }

    public void Configure(EntityTypeBuilder<Chain> chain)
    {
        chain.ToTable("catalog_chains");
        chain.Property(x => x.Kind).HasDefaultValue(ChainKind.Supermarket);
        chain.Property(x => x.Id).ValueGeneratedNever();
        chain.Property(x => x.Slug).HasMaxLength(60);
        chain.Property(x => x.Name).HasMaxLength(80);
        chain.Property(x => x.NameEn).HasMaxLength(80);
        chain.HasIndex(x => x.Slug).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Store> store)
    {
        store.ToTable("catalog_stores");
        store.Property(x => x.Id).ValueGeneratedNever();
        store.Property(x => x.Slug).HasMaxLength(60);
        store.Property(x => x.Name).HasMaxLength(80);
        store.Property(x => x.NameEn).HasMaxLength(80);
        store.Property(x => x.Address).HasMaxLength(200);
        store.HasIndex(x => x.Slug).IsUnique();
        store.HasIndex(x => x.ChainId);
    }

    public void Configure(EntityTypeBuilder<Road> road)
    {
        road.ToTable("catalog_roads");
        road.HasKey(x => new { x.ToTownId, x.FromTownId });
    }

    public void Configure(EntityTypeBuilder<AuditEntry> audit)
    {
        audit.ToTable("catalog_audit");
        audit.Property(x => x.Id).ValueGeneratedNever();
        audit.Property(x => x.Action).HasMaxLength(60);
        audit.Property(x => x.Detail).HasMaxLength(1000);
        audit.HasIndex(x => new { x.SubjectId, x.At });
    }

    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        notification.ToTable("catalog_notifications");
        notification.Property(x => x.Id).ValueGeneratedNever();
        notification.Property(x => x.Kind).HasMaxLength(60);
        notification.Property(x => x.Args).HasMaxLength(300);
        notification.Property(x => x.Link).HasMaxLength(200);
        notification.HasIndex(x => new { x.PersonId, x.At });
    }
}
