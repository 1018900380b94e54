using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Records;

internal sealed class StoredUnitMapping : IEntityTypeConfiguration<StoredUnit>
{
    public void Configure(EntityTypeBuilder<StoredUnit> builder)
    {
        builder.ToTable("record_units");
        builder.HasKey(unit => new { unit.RecordId, unit.Position });
        builder.HasIndex(unit => unit.FoldedName);
        builder.HasIndex(unit => unit.Uscc).HasFilter("\"Uscc\" IS NOT NULL");
        builder.HasIndex(unit => unit.OrganizationCode).HasFilter("\"OrganizationCode\" IS NOT NULL");
        builder.HasIndex(unit => unit.RegistrationNumber).HasFilter("\"RegistrationNumber\" IS NOT NULL");
        builder.HasIndex(unit => unit.CertificateNumber).HasFilter("\"CertificateNumber\" IS NOT NULL");
        builder.HasIndex(unit => unit.FoldedFormerName).HasFilter("\"FoldedFormerName\" IS NOT NULL");
    }
}
