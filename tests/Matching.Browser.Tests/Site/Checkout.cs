namespace Matching.Browser.Tests.Site;

/// <summary>Folders of the checkout the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>Folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    public static string Screenshots => Path.Combine(Root, "artifacts", "screenshots");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Matching.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("no Matching.sln above the test assembly");
    }
}
