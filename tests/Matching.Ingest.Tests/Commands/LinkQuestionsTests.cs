using Matching.Ingest.Linking.Comparing;
using Matching.Ingest.Samples;

namespace Matching.Ingest.Tests.Commands;

[Collection(nameof(SaidAloud))]
public sealed class LinkQuestionsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("questions").FullName;

    [Fact]
    public async Task Rows_a_person_must_look_at_are_written_with_the_firms_they_may_mean()
    {
        var lists = Path.Combine(folder, "lists");
        await SampleLists.WriteAsync(lists, 600, 5);
        foreach (var registry in Directory.EnumerateFiles(lists, "企业*").ToList())
        {
            File.Delete(registry);
        }

        var (links, questions) = (Path.Combine(folder, "links.csv"), Path.Combine(folder, "questions.csv"));
        var (exit, said) = await SaidAloud.RunAsync("link", "--in", lists, "--out", links, "--questions", questions, "--json");
        Assert.True(exit == 0, said);
        using var report = System.Text.Json.JsonDocument.Parse(said);
        var firms = (await CellsAsync(links)).ToDictionary(cells => string.Join('/', cells[..4]), cells => cells[7]);
        var asked = await CellsAsync(questions);

        Assert.Equal(report.RootElement.GetProperty("reviews").GetInt32(), asked.Select(cells => string.Join('/', cells[..4])).Distinct().Count());
        Assert.True(asked.Count > 20, $"{asked.Count}");
        Assert.All(asked, cells => Assert.Equal(firms[string.Join('/', cells[..4])], cells[7]));
        Assert.All(asked.Where(cells => cells[10].Length > 0), cells => Assert.True(cells[10] != cells[7] && firms.ContainsValue(cells[10]) && cells[12].Length > 0, string.Join(',', cells)));
        Assert.Contains(asked, cells => cells[9] == "near-name");
        Assert.Equal([links, lists, questions], Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<List<List<string>>> CellsAsync(string file)
    {
        using var reader = new StreamReader(file);
        var records = new List<List<string>>();
        while (await CsvRecords.ReadAsync(reader, CancellationToken.None) is { } cells)
        {
            records.Add(cells);
        }

        return records[1..];
    }
}
