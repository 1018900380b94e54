using Matching.Domain.Linkage.Comparing;

namespace Matching.Domain.Tests.Linkage;

public sealed class PartitionQualityTests
{
    [Theory]
    [InlineData("aabb", "1122", 1, 1, 1, 1, "the same groups under other names")]
    [InlineData("aaaa", "1122", 1, 0.3333, 0, 0, "one firm fell into two")]
    [InlineData("aabb", "1111", 0.3333, 1, 0, 0, "two firms became one")]
    [InlineData("aabb", "1234", 1, 0, 0, 0, "nothing was joined")]
    [InlineData("abcd", "1234", 1, 1, 1, 1, "nothing was to be joined")]
    [InlineData("aabbc", "11223", 1, 1, 1, 1, "one row alone")]
    [InlineData("aabbc", "11233", 0.5, 0.5, 0.3333, 0.3333, "a row on the wrong side")]
    public void Pairs_and_groups_are_counted(string truth, string found, double precision, double recall, double exactFound, double exactTrue, string because)
    {
        var quality = Quality(truth, found);
        Assert.True(
            (precision, recall, exactFound, exactTrue) == (Round(quality.Pairs.Precision), Round(quality.Pairs.Recall), Round(quality.Groups.Precision), Round(quality.Groups.Recall)),
            $"{because}: {quality}");
    }

    [Fact]
    public void All_figures_are_those_of_counting_row_by_row()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var (truth, found) = (Drawn(random), Drawn(random));
            var quality = Quality(truth, found);
            var (pairs, foundPairs, truePairs, p, r) = (0, 0, 0, 0.0, 0.0);
            for (var i = 0; i < truth.Length; i++)
            {
                var (mine, put, really) = (0, 0, 0);
                for (var j = 0; j < truth.Length; j++)
                {
                    var (isTrue, isFound) = (truth[i] == truth[j], found[i] == found[j]);
                    (mine, put, really) = (mine + (isTrue && isFound ? 1 : 0), put + (isFound ? 1 : 0), really + (isTrue ? 1 : 0));
                    if (j > i)
                    {
                        (pairs, foundPairs, truePairs) = (pairs + (isTrue && isFound ? 1 : 0), foundPairs + (isFound ? 1 : 0), truePairs + (isTrue ? 1 : 0));
                    }
                }

                (p, r) = (p + ((double)mine / put), r + ((double)mine / really));
            }

            Assert.Equal(foundPairs == 0 ? 1 : (double)pairs / foundPairs, quality.Pairs.Precision, 12);
            Assert.Equal(truePairs == 0 ? 1 : (double)pairs / truePairs, quality.Pairs.Recall, 12);
            Assert.Equal(p / truth.Length, quality.Rows.Precision, 12);
            Assert.Equal(r / truth.Length, quality.Rows.Recall, 12);
        }
    }

    [Fact]
    public void Rows_that_were_not_found_are_told_and_left_out()
    {
        var quality = PartitionQuality.Of(new Dictionary<int, string> { [1] = "a", [2] = "a", [3] = "b" }, new Dictionary<int, string> { [1] = "x", [2] = "x", [9] = "x" });
        Assert.Equal((2, 1, 1.0), (quality.Compared, quality.OnlyTrue, quality.Pairs.F1));
    }

    private static PartitionQuality Quality(string truth, string found) => PartitionQuality.Of(
        truth.Select((who, row) => (row, who)).ToDictionary(pair => pair.row, pair => pair.who.ToString()),
        found.Select((group, row) => (row, group)).ToDictionary(pair => pair.row, pair => pair.group.ToString()));

    private static string Drawn(Random random) => string.Concat(Enumerable.Range(0, 25).Select(_ => (char)('a' + random.Next(8))));

    private static double Round(double value) => Math.Round(value, 4);
}
