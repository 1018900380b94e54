using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Firms;
using Matching.Domain.Pools;
using static Matching.Domain.Tests.Pools.PoolSamples;

namespace Matching.Domain.Tests.Pools;

public sealed class PoolContentTests
{
    [Fact]
    public void Hash_is_the_sha_256_of_the_written_down_form()
    {
        var version = Empty().Versions[0];
        version.Add([Member(7, note: "专家推荐")]);
        version.Submit("publisher", Monday, Standings(Standing(7, "武汉市甲<光>电有限公司", 70.50m)), AsOf);

        const string written =
            """{"pool":"科技贷备选库","purpose":"供合作银行对接","office":"成果处","version":1,"asOf":"2025-03-09","members":[{"firm":"F0000007","uscc":"91420100MA4KTEST01","name":"武汉市甲\u003C光\u003E电有限公司","region":420100,"field":4,"points":"70.5","grade":3,"reason":"hand","rule":"","note":"专家推荐"}]}""";
        Assert.Equal(written, Encoding.UTF8.GetString(PoolContent.CanonicalJson(version)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written))), version.ContentHash);
    }

    [Fact]
    public void Hash_does_not_depend_on_the_order_of_picking() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt[]>(), seeds =>
        {
            var ids = seeds.Select(seed => (long)seed.Get).Append(1).Distinct().ToArray();
            return HashOf(ids) == HashOf([.. ids.Reverse()]);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("name")]
    [InlineData("points")]
    [InlineData("member")]
    public void Any_change_of_content_changes_the_hash(string what)
    {
        var changed = what switch
        {
            "name" => Standings(Standing(1, "武汉市乙科技有限公司"), Standing(2)),
            "points" => Standings(Standing(1, points: 70.01m), Standing(2)),
            _ => Standings(Standing(1), Standing(2)),
        };
        var version = (what == "member" ? Draft(5, 1) : Draft(5, 1, 2)).Versions[0];
        version.Submit("publisher", Monday, changed, AsOf);

        Assert.NotEqual(HashOf([1, 2]), version.ContentHash);
    }

    [Fact]
    public void Trailing_zeros_of_points_do_not_change_the_hash()
    {
        var (left, right) = (Draft(5, 1).Versions[0], Draft(5, 1).Versions[0]);
        left.Submit("publisher", Monday, Standings(Standing(1, points: 70.5m)), AsOf);
        right.Submit("publisher", Monday, Standings(Standing(1, points: 70.500m)), AsOf);

        Assert.Equal(left.ContentHash, right.ContentHash);
    }

    [Fact]
    public void Diff_names_added_removed_and_changed_firms()
    {
        var diff = PoolDiff.Between(
            [Member(1), Member(2), Member(3), Member(4)],
            [Member(2), Member(3, name: "武汉市丙新材料有限公司", points: 71m), Member(4), Member(5)]);

        Assert.Equal([new FirmId(5)], diff.Added.Select(member => member.FirmId));
        Assert.Equal([new FirmId(1)], diff.Removed.Select(member => member.FirmId));
        Assert.Equal(["name", "points"], Assert.Single(diff.Changed).Aspects);
        Assert.Equal(2, diff.Same);
    }

    [Fact]
    public void Diff_counts_every_firm_once() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(PositiveInt[] Older, PositiveInt[] Newer)>(), lists =>
        {
            var older = lists.Older.Select(id => (long)id.Get).Distinct().Select(id => Member(id)).ToList();
            var newer = lists.Newer.Select(id => (long)id.Get).Distinct().Select(id => Member(id, points: id % 3 == 0 ? 71m : 70m)).ToList();
            var diff = PoolDiff.Between(older, newer);
            return diff.Added.Count + diff.Changed.Count + diff.Same == newer.Count
                && diff.Removed.Count + diff.Changed.Count + diff.Same == older.Count;
        }).QuickCheckThrowOnFailure();

    private static string HashOf(long[] ids)
    {
        var version = Draft(5, ids).Versions[0];
        version.Submit("publisher", Monday, StandingsOf(version), AsOf);
        return version.ContentHash;
    }
}
