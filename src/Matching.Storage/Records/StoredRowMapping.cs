using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Records;

internal sealed class StoredRowMapping : IEntityTypeConfiguration<StoredRow>
{
    public void Configure(EntityTypeBuilder<StoredRow> builder)
    {
        builder.ToTable("library_records");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.DeliveryId, row.Id });
        builder.HasIndex(row => row.Corrects).HasFilter("\"Corrects\" IS NOT NULL");
        builder.HasIndex(row => row.SameAs).HasFilter("\"SameAs\" IS NOT NULL");
    }
}
