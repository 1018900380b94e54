using System.Text.Json.Serialization;

namespace Matching.Domain.Linkage.Comparing;

/// <summary>What became of groups of rows between two runs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GroupChange>))]
public enum GroupChange
{
    /// <summary>The same rows stand together, whatever the firm's id.</summary>
    Unchanged = 1,

    /// <summary>Several whole groups became one.</summary>
    Merged = 2,

    /// <summary>One group fell into several.</summary>
    Partitioned = 3,

    /// <summary>Rows changed sides between groups that both runs have.</summary>
    Overlapping = 4,
}

/// <summary>Groups before and after that share rows with each other and with no other group.</summary>
public sealed record ChangedGroups(GroupChange Change, IReadOnlyList<string> Before, IReadOnlyList<string> After, int Rows);

/// <summary>Two runs of linking compared by which rows stand together; ids of firms play no part.</summary>
/// <param name="Counts">Sets of groups by kind; kinds that did not occur are 0.</param>
/// <param name="Changed">All sets but the unchanged, largest first.</param>
/// <param name="OnlyBefore">Rows the second run does not have; they are left out of the comparison.</param>
public sealed record LinkDiff(IReadOnlyDictionary<GroupChange, int> Counts, IReadOnlyList<ChangedGroups> Changed, int RowsInBoth, int OnlyBefore, int OnlyAfter)
{
    /// <param name="before">Group of every row in the first run.</param>
    /// <param name="after">Group of every row in the second.</param>
    public static LinkDiff Of<TRow>(IReadOnlyDictionary<TRow, string> before, IReadOnlyDictionary<TRow, string> after)
        where TRow : notnull
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var places = new Dictionary<(bool IsAfter, string Group), int>();
        var edges = new List<(int Before, int After)>();
        foreach (var (row, group) in before)
        {
            if (after.TryGetValue(row, out var other))
            {
                edges.Add((PlaceOf(false, group), PlaceOf(true, other)));
            }
        }

        var sets = new DisjointSets(places.Count);
        edges.ForEach(edge => sets.Union(edge.Before, edge.After));
        var rows = edges.CountBy(edge => sets.Find(edge.Before)).ToDictionary();
        var groups = places.OrderBy(place => place.Value).ToLookup(place => sets.Find(place.Value), place => place.Key);
        var changes = groups.Select(set => Changes(
            [.. set.Where(group => !group.IsAfter).Select(group => group.Group)], [.. set.Where(group => group.IsAfter).Select(group => group.Group)], rows[set.Key])).ToList();
        return new LinkDiff(
            Enum.GetValues<GroupChange>().ToDictionary(kind => kind, kind => changes.Count(change => change.Change == kind)),
            [.. changes.Where(change => change.Change != GroupChange.Unchanged)
                .OrderByDescending(change => change.Rows)
                .ThenBy(change => change.Before[0], StringComparer.Ordinal)],
            edges.Count,
            before.Count - edges.Count,
            after.Count - edges.Count);

        int PlaceOf(bool isAfter, string group)
        {
            if (!places.TryGetValue((isAfter, group), out var place))
            {
                places.Add((isAfter, group), place = places.Count);
            }

            return place;
        }
    }

    private static ChangedGroups Changes(List<string> before, List<string> after, int rows)
    {
        before.Sort(StringComparer.Ordinal);
        after.Sort(StringComparer.Ordinal);
        var change = (before.Count, after.Count) switch
        {
            (1, 1) => GroupChange.Unchanged,
            (_, 1) => GroupChange.Merged,
            (1, _) => GroupChange.Partitioned,
            _ => GroupChange.Overlapping,
        };
        return new(change, before, after, rows);
    }
}
