using Matching.Domain.Linkage.Comparing;

namespace Matching.Domain.Tests.Linkage;

public sealed class LinkDiffTests
{
    [Theory]
    [InlineData("1:a 2:a 3:b", "1:x 2:x 3:y", "Unchanged 2")]
    [InlineData("1:a 2:b 3:c", "1:x 2:x 3:y", "Unchanged 1 Merged 1")]
    [InlineData("1:a 2:a 3:c", "1:x 2:y 3:c", "Unchanged 1 Partitioned 1")]
    [InlineData("1:a 2:a 3:b 4:b", "1:x 2:y 3:y 4:y", "Overlapping 1")]
    [InlineData("1:a 2:a 3:b 4:c", "1:x 2:x 3:x 4:x", "Merged 1")]
    public void Groups_are_told_apart_in_four_kinds_whatever_their_names(string before, string after, string kinds) =>
        Assert.Equal(kinds, Kinds(LinkDiff.Of(Rows(before), Rows(after))));

    [Fact]
    public void Rows_of_one_run_only_are_counted_and_change_no_group()
    {
        var diff = LinkDiff.Of(Rows("1:a 2:a 5:a"), Rows("1:x 2:x 3:x 4:z"));

        Assert.Equal(("Unchanged 1", 2, 1, 2), (Kinds(diff), diff.RowsInBoth, diff.OnlyBefore, diff.OnlyAfter));
    }

    [Fact]
    public void A_run_compared_with_itself_has_no_changes_and_swapping_runs_swaps_merged_and_partitioned()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var before = Enumerable.Range(0, 30).ToDictionary(row => row, _ => $"{random.Next(8)}");
            var after = Enumerable.Range(0, 30).ToDictionary(row => row, row => random.Next(3) == 0 ? $"{random.Next(8)}" : before[row]);

            Assert.Empty(LinkDiff.Of(before, before).Changed);
            var (one, other) = (LinkDiff.Of(before, after), LinkDiff.Of(after, before));
            Assert.Equal(one.Counts[GroupChange.Merged], other.Counts[GroupChange.Partitioned]);
            Assert.Equal(one.Counts[GroupChange.Overlapping], other.Counts[GroupChange.Overlapping]);
            Assert.Equal(30, one.RowsInBoth);
        }
    }

    [Fact]
    public void Recall_is_estimated_from_what_two_ways_found()
    {
        // Two ways that find 80 and 60 of 100 pairs independently share 48.
        var found = CaptureRecapture.Of(80, 60, 48);

        Assert.Equal(100, found.Estimated, 0);
        Assert.Equal(92.0 / found.Estimated, found.Recall, 10);
        Assert.True(double.IsNaN(CaptureRecapture.Of(5, 5, 0).Recall));
        Assert.Throws<ArgumentOutOfRangeException>(() => CaptureRecapture.Of(1, 5, 2));
    }

    private static string Kinds(LinkDiff diff) => string.Join(' ', diff.Counts.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));

    private static Dictionary<string, string> Rows(string text) => text.Split(' ').Select(pair => pair.Split(':')).ToDictionary(pair => pair[0], pair => pair[1]);
}
