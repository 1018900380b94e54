using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Pools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Matching.Storage.Pools;

internal sealed class PoolMemberMapping : IEntityTypeConfiguration<PoolMember>
{
    public void Configure(EntityTypeBuilder<PoolMember> builder)
    {
        builder.ToTable("pool_members");
        builder.Property<int>("PoolId");
        builder.Property<int>("Number");
        builder.Property(member => member.FirmId)
            .HasConversion(new ValueConverter<FirmId, long>(id => id.Value, value => new FirmId(value)))
            .ValueGeneratedNever();
        builder.Property(member => member.Region)
            .HasConversion(new ValueConverter<RegionCode, int>(code => code.Value, value => new RegionCode(value)));
        builder.HasKey("PoolId", "Number", nameof(PoolMember.FirmId));
        // which pools a firm is in
        builder.HasIndex(member => member.FirmId);
        builder.Property(member => member.Uscc).HasMaxLength(18);
        builder.Property(member => member.Note).HasMaxLength(200);
    }
}
