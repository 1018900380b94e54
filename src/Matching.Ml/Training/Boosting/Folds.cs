namespace Matching.Ml.Training.Boosting;

/// <summary>Deals rows out to folds by hash: rows of a group go together, and without groups each class is spread evenly.</summary>
internal static class Folds
{
    /// <returns>Fold of each row, 0…folds − 1.</returns>
    public static int[] Deal(RankDataset data, int folds, ulong seed)
    {
        var fold = new int[data.Rows];
        if (data.Groups is { } groups)
        {
            var places = Places(groups.Distinct().Order().Select(group => (Key: (ulong)group, Class: 0f)), folds, seed);
            for (var i = 0; i < fold.Length; i++)
            {
                fold[i] = places[(ulong)groups[i]];
            }

            return fold;
        }

        var isClasses = data.Labels.Distinct().Take(33).Count() <= 32;
        var rows = Places(data.Labels.Select((label, i) => (Key: (ulong)i, Class: isClasses ? label : 0f)), folds, seed);
        for (var i = 0; i < fold.Length; i++)
        {
            fold[i] = rows[(ulong)i];
        }

        return fold;
    }

    private static Dictionary<ulong, int> Places(IEnumerable<(ulong Key, float Class)> items, int folds, ulong seed)
    {
        var places = new Dictionary<ulong, int>();
        foreach (var @class in items.GroupBy(item => item.Class).OrderBy(group => group.Key))
        {
            var k = 0;
            foreach (var (key, _) in @class.OrderBy(item => SplitMix.Mix(SplitMix.Mix(seed) ^ item.Key)).ThenBy(item => item.Key))
            {
                places[key] = k++ % folds;
            }
        }

        return places;
    }
}
