using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Linkages.Journal;

internal sealed class StoredJournalEntryMapping : IEntityTypeConfiguration<StoredJournalEntry>
{
    public void Configure(EntityTypeBuilder<StoredJournalEntry> builder)
    {
        builder.ToTable("link_journal");
        builder.HasKey(entry => entry.Id);
        builder.HasIndex(entry => entry.Kind);
        builder.HasIndex(entry => entry.FirmId);
        builder.HasIndex(entry => entry.OtherFirmId);
        builder.HasIndex(entry => entry.ReviewItemId);
    }
}
