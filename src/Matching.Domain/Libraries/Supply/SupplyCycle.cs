namespace Matching.Domain.Libraries.Supply;

/// <summary>How often a list is owed. The value is the period in calendar months.</summary>
public enum SupplyCycle
{
    /// <summary>Whenever there is something to tell; never late.</summary>
    AsNeeded = 0,
    Monthly = 1,
    Quarterly = 3,
    HalfYearly = 6,
    Yearly = 12,
}
