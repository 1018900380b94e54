using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Matching.Storage.Deliveries;

internal sealed class StoredSupplyDutyMapping : IEntityTypeConfiguration<StoredSupplyDuty>
{
    public void Configure(EntityTypeBuilder<StoredSupplyDuty> builder)
    {
        builder.ToTable("supply_duties");
        builder.HasKey(duty => duty.Id);
        builder.Ignore(duty => duty.Duty);
        builder.HasIndex(duty => duty.DutyId);
    }
}
