using System.IO.Compression;
using System.Security.Cryptography;
using Matching.Domain.Codes;
using Matching.Ingest.Samples;

namespace Matching.Ingest.Tests.Samples;

public sealed class SampleListsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("samples").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Same_firms_and_seed_give_the_same_bytes()
    {
        await SampleLists.WriteAsync(Path.Combine(folder, "left"), 300, 5);
        await SampleLists.WriteAsync(Path.Combine(folder, "right"), 300, 5);
        await SampleLists.WriteAsync(Path.Combine(folder, "other"), 300, 6);

        Assert.Equal(Hashes("left"), Hashes("right"));
        Assert.NotEqual(Hashes("left"), Hashes("other"));
    }

    [Fact]
    public async Task Committed_demo_set_is_what_the_generator_writes()
    {
        await SampleLists.WriteAsync(Path.Combine(folder, "demo"), 1200, 42);
        AssertSameContent(Path.Combine(RepositoryRoot(), "samples", "demo"), Path.Combine(folder, "demo"));
    }

    [Fact]
    public async Task Committed_oddities_are_what_the_generator_writes()
    {
        await SampleOddities.WriteAsync(Path.Combine(folder, "oddities"));
        AssertSameContent(Path.Combine(RepositoryRoot(), "samples", "oddities"), Path.Combine(folder, "oddities"));
    }

    [Fact]
    public void Demo_set_stays_below_two_megabytes()
    {
        var bytes = new DirectoryInfo(Path.Combine(RepositoryRoot(), "samples", "demo")).EnumerateFiles().Sum(file => file.Length);
        Assert.InRange(bytes, 100_000, 2_000_000);
    }

    [Fact]
    public async Task Truth_names_every_file_and_each_row_and_position_once()
    {
        var report = await SampleLists.WriteAsync(folder, 400, 3);
        var truth = ReadTruth();

        Assert.Equal(report.TruthRows, truth.Count);
        Assert.Equal(report.Files.Order(StringComparer.Ordinal), truth.Select(row => row[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(truth.Count, truth.Select(row => string.Join('|', row[..4])).Distinct().Count());
    }

    [Fact]
    public void Firms_have_valid_and_different_codes_and_believable_lives()
    {
        var firms = SampleFirms.Make(3000, 9);

        Assert.Equal(firms.Count, firms.Select(firm => firm.Code).Distinct().Count());
        Assert.All(firms, firm =>
        {
            Assert.True(Uscc.TryParse(firm.Code.ToString(), out var code) && code.IsFirm);
            Assert.True(code.OrganizationCode is not null, "positions 9–17 pass the check of GB 11714");
            Assert.True(firm.RenamedOn is null || firm.RenamedOn > firm.RegisteredOn);
            Assert.NotEqual(firm.Name, firm.FormerName);
        });
        Assert.Contains(firms, firm => firm.IsBranch);
        Assert.Contains(firms.GroupBy(firm => firm.Name), same => same.Count() > 1);
    }

    [Fact]
    public void Better_firms_hold_certificates_more_often()
    {
        var firms = SampleFirms.Make(4000, 11);
        var certificates = SampleCertificates.Make(firms, 11);
        double Share(Func<SampleFirm, bool> which)
        {
            var chosen = firms.Where(which).ToList();
            return chosen.Count(firm => certificates.ByFirm[firm.Number].Any()) / (double)chosen.Count;
        }

        Assert.True(Share(firm => firm.Quality > 1) > 1.5 * Share(firm => firm.Quality < -1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    public async Task Few_firms_give_few_files_and_none_without_a_record(int firms)
    {
        var report = await SampleLists.WriteAsync(folder, firms, 1);
        Assert.Equal(report.Files.Count, ReadTruth().Select(row => row[0]).Distinct().Count());
    }

    private List<string[]> ReadTruth() =>
        [.. File.ReadLines(Path.Combine(folder, "truth.csv")).Skip(1).Select(line => line.Split(','))];

    private SortedDictionary<string, string> Hashes(string name) =>
        new(Directory.EnumerateFiles(Path.Combine(folder, name))
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))), StringComparer.Ordinal);

    /// <summary>Text byte for byte; of workbooks the parts, because deflate may pack the same part in other ways on another runtime.</summary>
    private static void AssertSameContent(string expected, string actual)
    {
        Assert.Equal(Names(expected), Names(actual));
        foreach (var name in Names(expected))
        {
            Assert.True(Content(Path.Combine(expected, name)).SequenceEqual(Content(Path.Combine(actual, name))), $"{name} differs; write the set again");
        }
    }

    private static List<string> Names(string path) =>
        [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static byte[] Content(string path)
    {
        if (!path.EndsWith(".xlsx", StringComparison.Ordinal) || path.Contains("中断", StringComparison.Ordinal) || path.Contains("不是名单", StringComparison.Ordinal))
        {
            return path.Contains("中断", StringComparison.Ordinal) ? [] : File.ReadAllBytes(path);
        }

        using var zip = ZipFile.OpenRead(path);
        using var all = new MemoryStream();
        foreach (var entry in zip.Entries)
        {
            all.Write(System.Text.Encoding.UTF8.GetBytes(entry.FullName));
            using var part = entry.Open();
            part.CopyTo(all);
        }

        return all.ToArray();
    }

    private static string RepositoryRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Matching.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new DirectoryNotFoundException("Matching.sln is not above the tests.");
    }
}
