using System.Diagnostics;
using System.Text.RegularExpressions;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Matching.Ingest.Tests.Linking;

/// <summary>One row costs what it touches, not what the database holds.</summary>
public sealed partial class OneRowTests
{
    private static readonly string[] Tables = ["firms", "linkages", "normalized_records", "record_units", "link_journal", "review_items"];

    [Theory]
    [InlineData("武汉衡拓光电科技有限公司", "a firm linked before")]
    [InlineData("武汉芸岳光电科技有限公司", "a firm not seen before")]
    public async Task Linking_it_reads_no_table_from_end_to_end(string name, string about)
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", [.. Enumerable.Range(0, 50).Select(i => new ListRow(i == 0 ? "武汉衡拓光电科技有限公司" : $"武汉{(char)('琀' + i)}拓光电科技有限公司", Region: 420100))]);
        await AskAboutTwinsAsync(stage, 40);
        var delivery = await stage.LoadAsync(Library.TechSmes, "2024-02-01", new ListRow(name, Region: 420100));
        await using var db = await stage.Databases.CreateDbContextAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();

        var said = new Commands(connection.DataSource);
        using (DiagnosticListener.AllListeners.Subscribe(said))
        {
            Assert.Equal(1, (await stage.Linker.LinkDeliveryAsync(delivery, null, CancellationToken.None)).LinkagesChanged);
        }

        Assert.True(said.Kept.Count > 5, $"{said.Kept.Count} commands seen, {about}");
        await connection.OpenAsync();
        var whole = said.Kept.SelectMany(one => Scans(connection, one).Select(step => $"{step}\n{one.Text}")).ToList();
        Assert.True(whole.Count == 0, $"{about}: {string.Join("\n\n", whole)}");
        Assert.InRange(said.MostRows, 1, 10);
    }

    /// <summary>So many open questions, each about a name two firms bear.</summary>
    private static async Task AskAboutTwinsAsync(LinkingStage stage, int count)
    {
        await stage.LoadAndLinkAsync(
            Library.Registry,
            "2024-01-01",
            [.. Enumerable.Range(0, 2 * count).Select(i => new ListRow(Twin(i % count), Code(i), i < count ? 420100 : 420500))]);
        var report = await stage.LoadAndLinkAsync(Library.Awards, "2024-01-02", [.. Enumerable.Range(0, count).Select(i => new ListRow(Twin(i)))]);
        Assert.Equal(count, report.ReviewsOpened);

        static string Code(int number) => Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody($"MA{number:D6}")).ToString();

        static string Twin(int number) => $"{(char)('砀' + number)}岳仪表有限公司";
    }

    /// <summary>Steps of SQLite's plan that walk one of the tables from its beginning. A walk that ends after so many rows is none.</summary>
    private static IEnumerable<string> Scans(SqliteConnection connection, Said one)
    {
        if (one.Text.Contains("OFFSET", StringComparison.Ordinal))
        {
            yield break;
        }

        var aliases = Aliased().Matches(one.Text).Where(match => Tables.Contains(match.Groups[1].Value)).Select(match => match.Groups[2].Value).Concat(Tables).ToHashSet();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + one.Text;
        foreach (var (name, value) in one.Parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (reader.GetString(3).Split(' ') is ["SCAN", var walked, ..] && aliases.Contains(walked))
            {
                yield return reader.GetString(3);
            }
        }
    }

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"")]
    private static partial Regex Aliased();

    private sealed record Said(string Text, IReadOnlyList<(string Name, object Value)> Parameters);

    /// <summary>Keeps the commands one database is given.</summary>
    private sealed class Commands(string database) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public List<Said> Kept { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name || name == RelationalEventId.DataReaderDisposing.Name);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is DataReaderDisposingEventData { Command.Connection: SqliteConnection read } rows && read.DataSource == database)
            {
                MostRows = Math.Max(MostRows, rows.ReadCount);
            }
            else if (value.Value is CommandEventData { Command: { Connection: SqliteConnection connection } command } && connection.DataSource == database)
            {
                Kept.Add(new(command.CommandText, [.. command.Parameters.Cast<SqliteParameter>().Select(one => (one.ParameterName, one.Value ?? DBNull.Value))]));
            }
        }

        /// <summary>Rows read by the command that read most.</summary>
        public int MostRows { get; private set; }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
