using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Scores;

internal sealed class StoredPointCardMapping : IEntityTypeConfiguration<StoredPointCard>
{
    public void Configure(EntityTypeBuilder<StoredPointCard> builder)
    {
        builder.ToTable("point_cards");
        builder.HasKey(card => card.Version);
    }
}
