using Matching.Domain.Codes;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Domain.Linkage.Register;
using Matching.Domain.Linkage.Weighing;

namespace Matching.Domain.Tests.Linkage.Weighing;

/// <summary>Six groups, two sets of three that hang together well; what stands between the sets decides whether they are one firm.</summary>
public sealed class WeakBridgeTests
{
    private const double From = 4;

    [Fact]
    public void One_light_pair_between_two_tight_sets_joins_nobody() => Assert.Equal("012 345", Sets((2, 3, 5.5)));

    [Fact]
    public void A_pair_as_heavy_as_what_holds_the_sets_together_joins_them() => Assert.Equal("012345", Sets((2, 3, 7)));

    [Fact]
    public void Two_light_pairs_between_them_join_them() => Assert.Equal("012345", Sets((2, 3, 5.5), (0, 4, 5)));

    [Fact]
    public void A_set_that_hangs_together_no_better_is_joined()
    {
        // 3 and 4 are held together by 6 bits only.
        Assert.Equal("01234 5", Text(Form([(0, 1, 9), (1, 2, 9), (3, 4, 6), (2, 3, 5.5)])));
    }

    [Fact]
    public void A_single_group_is_joined_by_a_light_pair() => Assert.Equal("0123 4 5", Text(Form([(0, 1, 9), (1, 2, 9), (2, 3, 4.5)])));

    [Fact]
    public void Names_of_groups_play_no_part()
    {
        // The same pairs under other numbers: every renumbering leaves the same sets.
        for (var shift = 0; shift < 6; shift++)
        {
            int Now(int group) => (group + shift) % 6;
            var sets = Form([.. Tight.Select(pair => (Now(pair.Left), Now(pair.Right), pair.Bits)), (Now(2), Now(3), 5.5)]);
            Assert.Equal(2, sets.Lists().Count);
            Assert.Equal(sets.Find(Now(0)), sets.Find(Now(2)));
            Assert.Equal(sets.Find(Now(3)), sets.Find(Now(5)));
        }
    }

    private static readonly (int Left, int Right, double Bits)[] Tight = [(0, 1, 9), (1, 2, 8.6), (3, 4, 8.8), (4, 5, 9.1)];

    private static string Sets(params (int Left, int Right, double Bits)[] between) => Text(Form([.. Tight, .. between]));

    private static string Text(DisjointSets sets) => string.Join(' ', sets.Lists().Select(set => string.Concat(set)));

    private static DisjointSets Form((int Left, int Right, double Bits)[] pairs)
    {
        var name = SpelledName.Of("武汉衡拓光电科技有限公司");
        var faces = Enumerable.Range(0, 6).ToDictionary(group => group, group => new List<NameFace> { new(group, null, name, new RegionCode(Row.Wuhan), []) });
        var weighed = pairs
            .Select(pair => new WeighedPair(Math.Min(pair.Left, pair.Right), Math.Max(pair.Left, pair.Right), pair.Bits, 0, 0, PairPattern.At(0)))
            .OrderByDescending(pair => pair.Bits).ThenBy(pair => pair.Left).ThenBy(pair => pair.Right)
            .ToList();
        return ConstrainedGroups.Form(6, faces, weighed, From, KeptApart.Nobody).Sets;
    }
}
