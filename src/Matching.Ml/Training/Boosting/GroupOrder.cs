namespace Matching.Ml.Training.Boosting;

/// <summary>Rows in the order of their groups: groups as they first appear, rows within a group as they stand.</summary>
internal static class GroupOrder
{
    /// <param name="trainRows">Rows after these belong to the hold-out; its groups are its own even where the numbers are the same.</param>
    /// <returns>Row at each place; null when the rows stand in that order already, as those of most files do.</returns>
    public static int[]? Of(int[] groups, int trainRows)
    {
        if (StartsAsTheyStand(groups, trainRows) is not null)
        {
            return null;
        }

        var place = Places(groups, trainRows);
        var order = new int[groups.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(place, order);
        return order;
    }

    /// <summary>First row of each group in that order, and the number of rows at the end.</summary>
    public static int[] Starts(int[] groups, int trainRows)
    {
        if (StartsAsTheyStand(groups, trainRows) is { } known)
        {
            return known;
        }

        var place = Places(groups, trainRows);
        Array.Sort(place);
        var starts = new List<int>();
        for (var i = 0; i < place.Length; i++)
        {
            if (i == 0 || place[i] >> 32 != place[i - 1] >> 32)
            {
                starts.Add(i);
            }
        }

        starts.Add(place.Length);
        return [.. starts];
    }

    /// <summary>As <see cref="Starts"/>; null when the rows of some group do not stand together.</summary>
    private static int[]? StartsAsTheyStand(int[] groups, int trainRows)
    {
        var seen = new HashSet<(int Group, bool IsHoldOut)>();
        var starts = new List<int>();
        for (var i = 0; i < groups.Length; i++)
        {
            if (i > 0 && groups[i] == groups[i - 1] && (i >= trainRows) == (i - 1 >= trainRows))
            {
                continue;
            }

            if (!seen.Add((groups[i], i >= trainRows)))
            {
                return null;
            }

            starts.Add(i);
        }

        starts.Add(groups.Length);
        return [.. starts];
    }

    private static long[] Places(int[] groups, int trainRows)
    {
        var seen = new Dictionary<(int Group, bool IsHoldOut), int>();
        var place = new long[groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            var key = (groups[i], i >= trainRows);
            if (!seen.TryGetValue(key, out var number))
            {
                seen[key] = number = seen.Count;
            }

            place[i] = ((long)number << 32) | (uint)i;
        }

        return place;
    }
}
