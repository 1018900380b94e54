using System.Globalization;
using System.Text;
using Matching.Domain.Libraries;
using Matching.Ingest.Samples;
using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Storage;

/// <summary>The same lists through the same steps on SQLite and on PostgreSQL leave the same ledgers, linkages, scores and index documents, byte for byte.</summary>
[NeedsPostgres]
public sealed class BothStoresTests
{
    private const int Firms = 400;

    [Fact]
    public async Task Sample_lists_end_in_the_same_state_on_both_stores()
    {
        var lists = Directory.CreateTempSubdirectory("matching-lists-");
        try
        {
            await SampleLists.WriteAsync(lists.FullName, Firms, seed: 11);
            await WriteBrokenListAsync(lists.FullName);
            var sqlite = await RunAsync(null, lists.FullName);
            using var database = new TestDatabase();
            var postgres = await RunAsync(database.ConnectionString, lists.FullName);
            Assert.All(sqlite, part => Assert.True(part.Value.Length > 0, $"{part.Key} is empty"));
            foreach (var (part, text) in sqlite)
            {
                Assert.True(text == postgres[part], $"{part} differ: {FirstDifference(text, postgres[part])}");
            }
        }
        finally
        {
            lists.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> RunAsync(string? connectionString, string folder)
    {
        await using var store = new LoadedStore(connectionString);
        await store.PrepareAsync();
        var contents = await File.ReadAllLinesAsync(Path.Combine(folder, "lists.csv"));
        var last = "";
        foreach (var line in contents.Skip(1))
        {
            var cells = line.Split(',');
            Assert.True(LibraryCatalog.TryFind(cells[1], out var info), line);
            await store.LoadAsync(
                Path.Combine(folder, cells[0]), info.Library, DateOnly.ParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture));
            last = info.Library == Library.Awards ? cells[0] : last;
        }

        await store.RollBackAsync(last);
        return await store.ExportAsync();
    }

    /// <summary>Characters that a broken export leaves in cells: control characters, half a character, quotes; and a name longer than an index entry may be.</summary>
    private static async Task WriteBrokenListAsync(string folder)
    {
        const string Name = "2025年高新技术企业名单（坏字符）.csv";
        var longName = "武汉" + new string('长', 1500) + "科技有限公司";
        await File.WriteAllTextAsync(
            Path.Combine(folder, Name),
            $"序号,企业名称,证书编号\r\n1,武汉\u0001嘉禾坏字符科技有限公司,GR202542009001\r\n2,\"武汉\"\"引\"\"号科技有限公司\",GR202542009002\r\n3,{longName},GR202542009003\r\n4,武汉\uFFFD半字科技有限公司,GR202542009004\r\n",
            new UTF8Encoding(false));
        await File.AppendAllTextAsync(Path.Combine(folder, "lists.csv"), $"{Name},{Library.HighTechFirms.Info().Code},2025-12-01\n");
    }

    private static string FirstDifference(string left, string right)
    {
        var (lefts, rights) = (left.Split('\n'), right.Split('\n'));
        var place = lefts.Zip(rights).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {place + 1}\nSQLite:     {lefts.ElementAtOrDefault(place)}\nPostgreSQL: {rights.ElementAtOrDefault(place)}";
    }
}
