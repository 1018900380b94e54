namespace Matching.Integration.Tests.Topology;

/// <summary>The folder the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Matching.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no Matching.sln above the tests");
        }

        return folder.FullName;
    }
}
