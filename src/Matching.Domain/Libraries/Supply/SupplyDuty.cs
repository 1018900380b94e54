namespace Matching.Domain.Libraries.Supply;

/// <summary>One line of the 责任清单: which office owes which list, and when.</summary>
/// <param name="Id">Stays the same through all changes of the line.</param>
/// <param name="Lists">Words every list of the duty has in its name, without year and day, e.g. 入库科技型中小企业名单; batches of one list share them.</param>
/// <param name="Owner">Office that owes the list, e.g. 高新处.</param>
/// <param name="FirstDue">First day a list is due; the later ones follow by <paramref name="Cycle"/>. Null exactly when the list comes as needed.</param>
/// <param name="Note">Free text; may be empty.</param>
public sealed record SupplyDuty(
    Guid Id, Library Library, string Lists, string Owner, SupplyCycle Cycle, DateOnly? FirstDue, ListExtent Extent, string Note)
{
    /// <param name="series">Name of a list by <see cref="ListSeries.NameOf"/>.</param>
    /// <returns>True when the list is one the duty speaks of.</returns>
    public bool Covers(Library library, string series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return library == Library && series.Contains(Lists, StringComparison.OrdinalIgnoreCase);
    }
}
