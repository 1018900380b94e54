using System.Xml.Linq;
using Matching.Domain.Firms;

namespace Matching.Domain.Tests;

/// <summary>References point one way: Domain ← Storage, Search ← Ingest, Ml ← Api. Read from the project files, so nothing slips in by way of a package either.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("Domain", "")]
    [InlineData("Storage", "Domain")]
    [InlineData("Search", "Domain")]
    [InlineData("Ingest", "Domain Storage Search")]
    [InlineData("Ml", "Domain Storage Search")]
    [InlineData("Api", "Domain Storage Search Ingest Ml")]
    public void References_point_one_way(string project, string allowed)
    {
        var referenced = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)["Matching.".Length..]);
        Assert.Empty(referenced.Except(allowed.Split(' ')));
    }

    [Fact]
    public void Domain_knows_no_package_and_no_framework()
    {
        Assert.Empty(Items("Domain", "PackageReference"));
        Assert.Empty(Items("Domain", "FrameworkReference"));
        Assert.DoesNotContain(
            typeof(FirmId).Assembly.GetReferencedAssemblies(),
            name => !name.Name!.StartsWith("System", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_under_src_is_named_here()
    {
        var projects = Directory.GetDirectories(Path.Combine(Root(), "src"), "Matching.*").Select(folder => Path.GetFileName(folder)["Matching.".Length..]);
        Assert.Equal(["Api", "Domain", "Ingest", "Ml", "Search", "Storage"], projects.Order(StringComparer.Ordinal));
    }

    /// <summary>A connection taken from a pool while all pools are cleared is closed under its user; tests that run beside each other may clear their own pool only.</summary>
    [Fact]
    public void No_test_clears_the_connections_of_the_tests_beside_it()
    {
        const string Call = "ClearAll" + "Pools(";
        var sources = Directory.EnumerateFiles(Path.Combine(Root(), "tests"), "*.cs", SearchOption.AllDirectories);
        Assert.DoesNotContain(sources, source => File.ReadAllText(source).Contains(Call, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(Root(), "src", $"Matching.{project}", $"Matching.{project}.csproj"))
            .Descendants(kind)
            .Select(item => item.Attribute("Include")!.Value.Replace('\\', '/'));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Matching.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
