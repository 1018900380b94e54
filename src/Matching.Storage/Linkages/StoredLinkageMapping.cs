using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Linkages;

internal sealed class StoredLinkageMapping : IEntityTypeConfiguration<StoredLinkage>
{
    public void Configure(EntityTypeBuilder<StoredLinkage> builder)
    {
        builder.ToTable("linkages");
        builder.HasKey(linkage => linkage.Id);
        builder.HasIndex(linkage => new { linkage.RecordId, linkage.Position });
        builder.HasIndex(linkage => linkage.FirmId);
    }
}
