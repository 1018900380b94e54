using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Firms;

internal sealed class FirmMapping : IEntityTypeConfiguration<Firm>
{
    public void Configure(EntityTypeBuilder<Firm> builder)
    {
        builder.ToTable("firms");
        builder.HasKey(firm => firm.Id);
        builder.Property(firm => firm.Id).ValueGeneratedNever();
        builder.HasIndex(firm => firm.ChangeNumber);
        builder.HasIndex(firm => firm.Uscc).HasFilter("\"Uscc\" IS NOT NULL");
        builder.HasIndex(firm => firm.NeedsScoring).HasFilter("\"NeedsScoring\"");
    }
}
