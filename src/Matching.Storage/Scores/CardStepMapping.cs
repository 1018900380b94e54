using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Scores;

internal sealed class CardStepMapping : IEntityTypeConfiguration<CardStep>
{
    public void Configure(EntityTypeBuilder<CardStep> builder)
    {
        builder.ToTable("card_steps");
        builder.HasKey(step => step.Id);
        builder.HasIndex(step => step.Version);
    }
}
