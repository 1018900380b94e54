using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Linkages;

internal sealed class ReviewItemMapping : IEntityTypeConfiguration<ReviewItem>
{
    public void Configure(EntityTypeBuilder<ReviewItem> builder)
    {
        builder.ToTable("review_items");
        builder.HasKey(item => item.Id);
        builder.HasIndex(item => new { item.RecordId, item.Position });
        builder.HasIndex(item => item.ClosedAt);
    }
}
