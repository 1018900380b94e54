using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Scores;

internal sealed class StoredScoreMapping : IEntityTypeConfiguration<StoredScore>
{
    public void Configure(EntityTypeBuilder<StoredScore> builder)
    {
        builder.ToTable("rank_scores");
        builder.HasKey(score => score.Id);
        builder.HasIndex(score => score.FirmId);
    }
}
