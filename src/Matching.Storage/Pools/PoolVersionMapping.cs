using Matching.Domain.Pools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Pools;

internal sealed class PoolVersionMapping : IEntityTypeConfiguration<PoolVersion>
{
    public void Configure(EntityTypeBuilder<PoolVersion> builder)
    {
        builder.ToTable("pool_versions");
        builder.Property<int>("PoolId");
        builder.HasKey("PoolId", nameof(PoolVersion.Number));
        builder.Property(version => version.Number).ValueGeneratedNever();
        builder.Property(version => version.Revision).IsConcurrencyToken();
        builder.Property(version => version.ContentHash).HasMaxLength(64);
        builder.Property(version => version.ReturnReason).HasMaxLength(500);
        builder.Property(version => version.RecallReason).HasMaxLength(500);
        builder.Ignore(version => version.IsOpen);
        builder.HasMany(version => version.Members).WithOne().HasForeignKey("PoolId", "Number").OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(version => version.Members).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
