using System.Text;
using Matching.Ml.Training;
using Matching.Ml.TrainingSets;

namespace Matching.Ml.Tests.TrainingSets;

public sealed class TrainingSetFileTests
{
    private static readonly TrainingSet Set = SampleSets.Make(60);

    [Fact]
    public void A_set_comes_back_as_it_was_frozen()
    {
        var bytes = Set.ToBytes();
        var read = TrainingSetFile.Read(bytes);

        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal((Set.Hash(), Set.Rows.Count, Set.Label, Set.Bases), (read.Hash(), read.Rows.Count, read.Label, read.Bases));
        Assert.Equal(Set.Rows[7].Values, read.Rows[7].Values);
    }

    [Fact]
    public void One_value_more_or_less_is_another_set()
    {
        var other = Set with { Rows = [.. Set.Rows.Select((row, i) => i == 3 ? row with { Label = 1 - row.Label } : row)] };
        Assert.NotEqual(Set.Hash(), other.Hash());
    }

    [Fact]
    public void Missing_values_stay_missing_in_the_file_for_other_tools()
    {
        var values = (float[])Set.Rows[0].Values.Clone();
        values[2] = float.NaN;
        var lines = TrainingSetFile.Csv(Set with { Rows = [Set.Rows[0] with { Values = values }] }).Split('\n');

        Assert.StartsWith("firm,bank,pushed_on,known_on,group,label,card_points,", lines[0], StringComparison.Ordinal);
        Assert.Equal("", lines[1].Split(',')[13]);
    }

    [Theory]
    [InlineData(0, "说明")]
    [InlineData(1, "表头")]
    [InlineData(5, "文件不完整")]
    public void A_file_that_was_cut_or_changed_is_refused(int dropped, string told)
    {
        var lines = Encoding.UTF8.GetString(Set.ToBytes()).Split('\n').ToList();
        if (dropped == 1)
        {
            lines[1] = lines[1].Replace("label", "labels", StringComparison.Ordinal);
        }
        else
        {
            lines.RemoveAt(dropped);
        }

        var refusal = Assert.Throws<TrainingSetFileException>(() => TrainingSetFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranking_groups_by_bank_and_year_and_yes_or_no_by_firm()
    {
        List<int> all = [.. Enumerable.Range(0, Set.Rows.Count)];
        Assert.Equal(3, Set.Dataset(all, Objective.LambdaRank).Groups!.Distinct().Count());
        Assert.Equal(Set.Firms, Set.Dataset(all, Objective.Logistic).Groups!.Distinct().Count());
    }
}
