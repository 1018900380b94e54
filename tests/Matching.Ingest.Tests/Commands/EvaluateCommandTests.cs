using System.Text.Json;
using Matching.Ingest.Samples;

namespace Matching.Ingest.Tests.Commands;

[Collection(nameof(SaidAloud))]
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("evaluate").FullName;

    [Fact]
    public async Task Links_of_generated_lists_are_held_against_the_truth_beside_them()
    {
        var lists = Path.Combine(folder, "lists");
        await SampleLists.WriteAsync(lists, 600, 5);
        var links = Path.Combine(folder, "links.csv");
        Assert.Equal(0, (await SaidAloud.RunAsync("link", "--in", lists, "--out", links)).Exit);
        var (exit, said) = await SaidAloud.RunAsync("evaluate", links, "--truth", Path.Combine(lists, SampleTruth.FileName), "--json");

        Assert.Equal(0, exit);
        using var result = JsonDocument.Parse(said);
        var settled = result.RootElement.GetProperty("settled");
        Assert.True(settled.GetProperty("pairs").GetProperty("precision").GetDouble() > 0.995, said);
        Assert.True(settled.GetProperty("pairs").GetProperty("recall").GetDouble() > 0.95, said);
        Assert.True(result.RootElement.GetProperty("all").GetProperty("compared").GetInt32() > 1500, said);
    }

    [Fact]
    public async Task Rows_that_wait_for_a_person_stand_alone_where_only_settled_links_count()
    {
        var links = await FileAsync("links.csv", "delivery,sheet,row,position,firm,band\na.csv,,1,1,F1,auto\na.csv,,2,1,F1,auto\na.csv,,3,1,F1,review\n");
        var truth = await FileAsync("truth.csv", "delivery,sheet,row,position,firm\na.csv,,1,1,甲\na.csv,,2,1,甲\na.csv,,3,1,乙\na.csv,,9,1,乙\n");
        var (exit, said) = await SaidAloud.RunAsync("evaluate", links, "--truth", truth);

        Assert.Equal(0, exit);
        Assert.Contains("行对：准确率 0.3333，召回率 1.0000", said, StringComparison.Ordinal);
        Assert.Contains("行对：准确率 1.0000，召回率 1.0000", said, StringComparison.Ordinal);
        Assert.Contains("比较 3 行；真值中另有 1 行", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "第一行应有 delivery、sheet、row、position 和 firm 列")]
    [InlineData("delivery,sheet,row,position,firm\na.csv,,1\n", "第 2 条：只有 3 列，应至少有 5 列")]
    [InlineData("delivery,sheet,row,position,firm\nother.csv,,1,1,甲\n", "没有相同的行")]
    public async Task A_truth_that_does_not_fit_is_told(string content, string told)
    {
        var links = await FileAsync("links.csv", "delivery,sheet,row,position,firm,band\na.csv,,1,1,F1,auto\n");
        var (exit, said) = await SaidAloud.RunAsync("evaluate", links, "--truth", await FileAsync("truth.csv", content));
        Assert.Equal(2, exit);
        Assert.Contains(told, said, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> FileAsync(string name, string content)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, content);
        return path;
    }
}
