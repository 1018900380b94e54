namespace Matching.Domain.Linkage;

/// <summary>Union–find over places 0 … n−1; the smallest place of a set is its root, so the outcome does not depend on the order of unions.</summary>
internal sealed class DisjointSets
{
    private readonly int[] parents;

    public DisjointSets(int count)
    {
        parents = new int[count];
        for (var i = 0; i < count; i++)
        {
            parents[i] = i;
        }
    }

    public int Find(int place)
    {
        while (parents[place] != place)
        {
            parents[place] = parents[parents[place]];
            place = parents[place];
        }

        return place;
    }

    public void Union(int left, int right)
    {
        var (a, b) = (Find(left), Find(right));
        if (a != b)
        {
            parents[Math.Max(a, b)] = Math.Min(a, b);
        }
    }

    /// <summary>The sets, members ascending, ordered by root.</summary>
    public List<List<int>> Lists()
    {
        var places = new int[parents.Length];
        var lists = new List<List<int>>();
        for (var i = 0; i < parents.Length; i++)
        {
            var root = Find(i);
            if (root == i)
            {
                places[i] = lists.Count;
                lists.Add([]);
            }

            lists[places[root]].Add(i);
        }

        return lists;
    }
}
