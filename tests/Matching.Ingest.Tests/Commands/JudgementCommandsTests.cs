using System.Text.Json;

namespace Matching.Ingest.Tests.Commands;

[Collection(nameof(SaidAloud))]
public sealed class JudgementCommandsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("judging").FullName;

    [Fact]
    public async Task Firms_are_explained_merged_diffed_and_unmerged_from_the_command_line()
    {
        var list = Path.Combine(folder, "2023年高新技术企业名单.csv");
        await File.WriteAllTextAsync(list, "序号,企业名称,证书编号\n1,武汉甲禾科技有限公司,GR202342000001\n2,武汉乙木电子有限公司,GR202342000002\n3,武汉丙火新材料有限公司,GR202342000003\n");
        await OkAsync("load", list);
        var (before, merged, after) = (Path.Combine(folder, "a.csv"), Path.Combine(folder, "b.csv"), Path.Combine(folder, "c.csv"));
        await OkAsync("export", "links", "--out", before);

        var why = await OkAsync("why-not", "F0000001", "F0000002");
        Assert.False(why.GetProperty("explanation").GetProperty("isOneFirm").GetBoolean());
        var entry = (await OkAsync("merge", "F0000001", "F0000002", "--by", "甲", "--reason", "同一营业执照")).GetProperty("entries")[0].GetInt64();
        Assert.True((await OkAsync("explain", "F0000001", "F0000002")).GetProperty("explanation").GetProperty("isOneFirm").GetBoolean());
        Assert.Equal(entry, (await OkAsync("review")).GetProperty("standing")[0].GetProperty("number").GetInt64());
        await OkAsync("export", "links", "--out", merged);
        var diff = (await OkAsync("diff", before, merged)).GetProperty("counts");
        Assert.Equal((1, 1, 0), (diff.GetProperty("Unchanged").GetInt32(), diff.GetProperty("Merged").GetInt32(), diff.GetProperty("Partitioned").GetInt32()));
        Assert.Equal(0, (await OkAsync("link", "--dry-run")).GetProperty("changed").GetArrayLength());

        await OkAsync("unmerge", $"{entry}", "--by", "甲");
        await OkAsync("export", "links", "--out", after);
        Assert.Equal(await File.ReadAllBytesAsync(before), await File.ReadAllBytesAsync(after));
    }

    [Fact]
    public async Task What_was_known_on_a_day_is_written_as_it_was()
    {
        var list = Path.Combine(folder, "2023年高新技术企业名单.csv");
        await File.WriteAllTextAsync(list, "序号,企业名称,证书编号\n1,武汉甲禾科技有限公司,GR202342000001\n");
        await OkAsync("load", list);
        var today = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(1, (await OkAsync("as-of", today, "--out", Path.Combine(folder, "now.csv"))).GetProperty("lines").GetInt64());
        Assert.Equal(0, (await OkAsync("as-of", "2020-01-01", "--out", Path.Combine(folder, "then.csv"))).GetProperty("lines").GetInt64());
        Assert.Equal("武汉甲禾科技有限公司", (await OkAsync("as-of", today, "--firm", "1")).GetProperty("name").GetString());
        Assert.Equal(1, (await RunAsync("as-of", "2020-01-01", "--firm", "1")).Exit);
    }

    [Theory]
    [InlineData(2, "explain", "x", "F0000001")]
    [InlineData(1, "explain", "F0000098", "F0000099")]
    [InlineData(1, "merge", "F0000098", "F0000099", "--by", "甲")]
    [InlineData(1, "unmerge", "77", "--by", "甲")]
    [InlineData(2, "as-of", "20.3.2025", "--firm", "1")]
    [InlineData(2, "as-of", "2025-03-20")]
    [InlineData(2, "review", "--confirm", "3")]
    public async Task Bad_input_has_its_exit_code(int exit, params string[] arguments) => Assert.Equal(exit, (await RunAsync(arguments)).Exit);

    [Fact]
    public async Task A_file_that_is_no_export_is_refused_by_name()
    {
        var file = Path.Combine(folder, "other.csv");
        await File.WriteAllTextAsync(file, "a,b\n1,2\n");

        Assert.Equal(2, (await RunAsync("diff", file, file)).Exit);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<JsonElement> OkAsync(params string[] arguments)
    {
        var (exit, said) = await RunAsync(arguments);
        Assert.True(exit == 0, $"{string.Join(' ', arguments)}: {exit} {said}");
        return JsonDocument.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
    }

    private Task<(int Exit, string Said)> RunAsync(params string[] arguments) =>
        SaidAloud.RunAsync([.. arguments, "--data", Path.Combine(folder, "data"), "--json"]);
}
