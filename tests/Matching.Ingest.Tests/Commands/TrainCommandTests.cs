using System.Text.Json;
using Matching.Ingest.Samples;

namespace Matching.Ingest.Tests.Commands;

[Collection(nameof(SaidAloud))]
public sealed class TrainCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("train").FullName;

    [Fact]
    public async Task A_model_learnt_from_lists_links_them_as_learning_on_the_way_does()
    {
        var lists = Path.Combine(folder, "lists");
        await SampleLists.WriteAsync(lists, 600, 5);
        foreach (var registry in Directory.EnumerateFiles(lists, "企业*").ToList())
        {
            File.Delete(registry);
        }

        var (model, first, second) = (Path.Combine(folder, "pairs.json"), Path.Combine(folder, "1.csv"), Path.Combine(folder, "2.csv"));
        var (exit, said) = await SaidAloud.RunAsync("train", "--in", lists, "--model", model, "--truth", Path.Combine(lists, SampleTruth.FileName), "--json");
        Assert.Equal(0, exit);
        using var learnt = JsonDocument.Parse(said);
        Assert.True(learnt.RootElement.GetProperty("pairs").GetProperty("oneFirm").GetInt64() > 100, said);
        Assert.InRange(learnt.RootElement.GetProperty("reach").GetDouble(), 0.3, 1);
        Assert.Equal(0, (await SaidAloud.RunAsync("link", "--in", lists, "--out", first)).Exit);
        Assert.Equal(0, (await SaidAloud.RunAsync("link", "--in", lists, "--out", second, "--model", model)).Exit);
        Assert.Equal(await File.ReadAllBytesAsync(first), await File.ReadAllBytesAsync(second));
        Assert.Contains(",weighed,", await File.ReadAllTextAsync(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_model_is_refused_before_anything_is_written()
    {
        var (lists, links, other) = (Path.Combine(folder, "lists"), Path.Combine(folder, "links.csv"), Path.Combine(folder, "other.json"));
        await SampleLists.WriteAsync(lists, 30, 5);
        await File.WriteAllTextAsync(other, "{}");

        var (exit, said) = await SaidAloud.RunAsync("link", "--in", lists, "--out", links, "--model", other);
        Assert.Equal(2, exit);
        Assert.Contains("other.json：不是第 1 版的比对模型文件。请用 train 重新写出。", said, StringComparison.Ordinal);
        (exit, said) = await SaidAloud.RunAsync("link", "--in", lists, "--out", links, "--model", Path.Combine(folder, "none.json"));
        Assert.Equal(2, exit);
        Assert.Contains("请先用 train", said, StringComparison.Ordinal);
        (exit, said) = await SaidAloud.RunAsync("link", "--model", other);
        Assert.Equal(2, exit);
        Assert.Contains("--model 和 --questions 须与 --in、--out 一起给出", said, StringComparison.Ordinal);
        (exit, said) = await SaidAloud.RunAsync("link", "--in", lists, "--out", links, "--join-from", "95");
        Assert.Equal(1, exit);
        Assert.Contains("--join-from 95：应是 0.5 到 1 之间", said, StringComparison.Ordinal);
        (exit, said) = await SaidAloud.RunAsync("train", "--in", Path.Combine(folder, "none"), "--model", other);
        Assert.Equal(2, exit);
        Assert.Contains("找不到目录", said, StringComparison.Ordinal);
        Assert.False(File.Exists(links));
        Assert.False(File.Exists(links + ".part"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
