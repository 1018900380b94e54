using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Rows;

namespace Matching.Ingest.Normalizing;

/// <summary>The meanings a column of a list can have in one library, for a person to choose from.</summary>
public static class LibraryColumns
{
    private static readonly ListColumn[] Always = [ListColumn.Unknown, ListColumn.Personal, ListColumn.Sequence];

    public static IReadOnlyList<ListColumn> Of(Library library) =>
        [.. Always.Concat(RowNormalizer.For(library).Typed.Where(column => column is not (ListColumn.PersonUnit or ListColumn.PersonUnitThen)).Order()).Distinct()];
}
