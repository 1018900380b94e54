using System.Globalization;
using Matching.Ingest.Linking.Folders;
using Matching.Ingest.Samples;

namespace Matching.Ingest.Tests.Linking;

/// <summary>Lists of a folder linked without a database, against the truth the generator writes beside them.</summary>
public sealed class LinkFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matching-folder-");

    [Fact]
    public async Task Links_are_true_and_the_same_for_any_names_of_the_files()
    {
        await SampleLists.WriteAsync(folder.FullName, 1500, 11);
        var (report, lines) = await LinkAsync();
        Assert.All(report.Lists, list => Assert.Null(list.Refusal));
        Assert.Equal(report.Units, lines.Count);

        var truth = (await File.ReadAllLinesAsync(Path.Combine(folder.FullName, SampleTruth.FileName))).Skip(1)
            .Select(line => line.TrimStart('\uFEFF').Split(','))
            .Where(cells => cells[^1].StartsWith("firm", StringComparison.Ordinal))
            .ToDictionary(cells => (cells[0], cells[1], cells[2], cells[3]), cells => cells[4]);
        var auto = lines.Where(line => line[^1] == "auto" && truth.ContainsKey((line[0], line[1], line[2], line[3])))
            .Select(line => (Firm: line[^5], Who: truth[(line[0], line[1], line[2], line[3])]))
            .ToList();
        Assert.True(auto.Count > 0.9 * truth.Count, string.Create(CultureInfo.InvariantCulture, $"{auto.Count} of {truth.Count}"));
        Assert.All(auto.GroupBy(one => one.Firm), firm => Assert.Single(firm.Select(one => one.Who).Distinct()));
    }

    [Fact]
    public async Task A_file_that_is_no_list_is_told_and_the_others_are_linked()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "企业登记信息2024-01-01.csv"), "企业名称,统一社会信用代码,地区\n武汉遥岭光电科技有限公司,91420100MA4KX00008,武汉市\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "会议通知.txt"), "请各单位于周五前报送材料\n");
        var (report, lines) = await LinkAsync();
        var refused = Assert.Single(report.Lists, list => list.Refusal is not null);
        Assert.Contains("会议通知.txt", refused.Refusal, StringComparison.Ordinal);
        Assert.Single(lines);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(LinkFolderReport Report, List<string[]> Lines)> LinkAsync()
    {
        await using var text = new StringWriter();
        var report = await LinkFolder.RunAsync(folder.FullName, text, null, Weighing.Usual, TimeProvider.System, CancellationToken.None);
        return (report, [.. text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Cells)]);
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        for (var at = 0; at <= line.Length;)
        {
            var isQuoted = at < line.Length && line[at] == '"';
            var end = isQuoted ? line.IndexOf("\",", at + 1, StringComparison.Ordinal) is var quote and >= 0 ? quote + 1 : line.Length
                : line.IndexOf(',', at) is var comma and >= 0 ? comma : line.Length;
            cells.Add(isQuoted ? line[(at + 1)..(end - 1)].Replace("\"\"", "\"", StringComparison.Ordinal) : line[at..end]);
            at = end + 1;
        }

        return [.. cells];
    }
}
