using Matching.Domain.Scoring;

namespace Matching.Ml.Scoring;

/// <summary>How points spread within each group of peers, so that a firm can be placed among its own kind. Two bytes a firm and level.</summary>
internal sealed class PeerTable(PointCard card)
{
    private readonly Dictionary<int, List<short>> groups = [];
    private readonly Dictionary<int, List<short>> fields = [];
    private readonly List<short> all = [];
    private bool isSorted;

    public void Add(PeerGroup group, decimal points)
    {
        var cents = (short)(points * 100);
        ListOf(groups, group.Key).Add(cents);
        ListOf(fields, group.Field).Add(cents);
        all.Add(cents);
        isSorted = false;
    }

    /// <summary>Share of peers at or below the points, in the narrowest group that has enough: field, province and age; field; all firms.</summary>
    /// <returns>The group in words, and null for the share when even all firms together are too few.</returns>
    public (string Group, int? Percentile) Place(PeerGroup group, decimal points)
    {
        Sort();
        if (groups.GetValueOrDefault(group.Key) is { } near && near.Count >= card.PeerMinimum)
        {
            return (group.Text(card), ShareOf(near, points));
        }

        if (group.Field != 0 && fields.GetValueOrDefault(group.Field) is { } field && field.Count >= card.PeerMinimum)
        {
            return (group.FieldText(), ShareOf(field, points));
        }

        return ("全部企业", all.Count >= card.PeerMinimum ? ShareOf(all, points) : null);
    }

    private static List<short> ListOf(Dictionary<int, List<short>> lists, int key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }

    private static int ShareOf(List<short> sorted, decimal points)
    {
        var cents = (short)(points * 100);
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= cents ? (middle + 1, high) : (low, middle);
        }

        return (int)(100L * low / sorted.Count);
    }

    private void Sort()
    {
        if (isSorted)
        {
            return;
        }

        foreach (var list in groups.Values.Concat(fields.Values).Append(all))
        {
            list.Sort();
        }

        isSorted = true;
    }
}
