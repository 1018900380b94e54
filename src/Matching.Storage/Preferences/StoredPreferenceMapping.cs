using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Preferences;

internal sealed class StoredPreferenceMapping : IEntityTypeConfiguration<StoredPreference>
{
    public void Configure(EntityTypeBuilder<StoredPreference> builder)
    {
        builder.ToTable("lending_preferences");
        builder.HasKey(preference => preference.Id);
        builder.HasIndex(preference => preference.Tenant);
    }
}
