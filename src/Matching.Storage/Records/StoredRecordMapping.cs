using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Records;

internal sealed class StoredRecordMapping : IEntityTypeConfiguration<StoredRecord>
{
    public void Configure(EntityTypeBuilder<StoredRecord> builder)
    {
        builder.ToTable("normalized_records");
        builder.HasKey(record => record.Id);
        builder.Property(record => record.Id).ValueGeneratedNever();
        builder.HasIndex(record => record.KeyHash);
        builder.HasIndex(record => record.SecondKeyHash).HasFilter("\"SecondKeyHash\" IS NOT NULL");
        builder.HasIndex(record => record.ThirdKeyHash).HasFilter("\"ThirdKeyHash\" IS NOT NULL");
        builder.HasIndex(record => record.DeliveryId);
        builder.HasIndex(record => record.SupersededBy).HasFilter("\"SupersededBy\" IS NOT NULL");
        builder.HasIndex(record => record.WithdrawnBy).HasFilter("\"WithdrawnBy\" IS NOT NULL");
    }
}
