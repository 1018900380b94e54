using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Ranking;

internal sealed class StoredTrainingSetMapping : IEntityTypeConfiguration<StoredTrainingSet>
{
    public void Configure(EntityTypeBuilder<StoredTrainingSet> builder)
    {
        builder.ToTable("training_sets");
        builder.HasKey(set => set.Id);
    }
}

internal sealed class TrainingRunMapping : IEntityTypeConfiguration<TrainingRun>
{
    public void Configure(EntityTypeBuilder<TrainingRun> builder)
    {
        builder.ToTable("training_runs");
        builder.HasKey(run => run.Id);
        builder.HasIndex(run => run.State);
    }
}

internal sealed class StoredModelMapping : IEntityTypeConfiguration<StoredModel>
{
    public void Configure(EntityTypeBuilder<StoredModel> builder)
    {
        builder.ToTable("ranking_models");
        builder.HasKey(model => model.Id);
        builder.HasIndex(model => model.Name).IsUnique();
    }
}

internal sealed class ModelStepMapping : IEntityTypeConfiguration<ModelStep>
{
    public void Configure(EntityTypeBuilder<ModelStep> builder)
    {
        builder.ToTable("model_steps");
        builder.HasKey(step => step.Id);
    }
}

internal sealed class StoredModelScoreMapping : IEntityTypeConfiguration<StoredModelScore>
{
    public void Configure(EntityTypeBuilder<StoredModelScore> builder)
    {
        builder.ToTable("model_scores");
        builder.HasKey(score => score.Id);
        builder.HasIndex(score => score.FirmId);
    }
}
