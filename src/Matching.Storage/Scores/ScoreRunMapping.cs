using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Scores;

internal sealed class ScoreRunMapping : IEntityTypeConfiguration<ScoreRun>
{
    public void Configure(EntityTypeBuilder<ScoreRun> builder)
    {
        builder.ToTable("score_runs");
        builder.HasKey(run => run.Id);
        builder.HasIndex(run => run.State);
        builder.HasIndex(run => run.RequestedAt);
    }
}
