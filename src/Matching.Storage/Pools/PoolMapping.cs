using Matching.Domain.Pools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Pools;

internal sealed class PoolMapping : IEntityTypeConfiguration<Pool>
{
    public void Configure(EntityTypeBuilder<Pool> builder)
    {
        builder.ToTable("pools");
        builder.HasKey(pool => pool.Id);
        builder.Property(pool => pool.Name).HasMaxLength(80);
        builder.Property(pool => pool.Purpose).HasMaxLength(500);
        builder.Property(pool => pool.Office).HasMaxLength(80);
        builder.Ignore(pool => pool.Open);
        builder.HasMany(pool => pool.Versions).WithOne(version => version.Pool).HasForeignKey("PoolId").OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(pool => pool.Versions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
