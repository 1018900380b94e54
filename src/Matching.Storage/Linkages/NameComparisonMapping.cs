using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Linkages;

internal sealed class NameComparisonMapping : IEntityTypeConfiguration<NameComparison>
{
    public void Configure(EntityTypeBuilder<NameComparison> builder)
    {
        builder.ToTable("name_comparisons");
        builder.HasKey(comparison => comparison.Id);
    }
}
