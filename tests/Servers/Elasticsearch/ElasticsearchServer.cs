using System.Diagnostics;
using System.Globalization;

namespace Matching.Tests.Servers;

/// <summary>A real Elasticsearch on loopback with a throw-away folder; gone with the test process however that ends.</summary>
/// <remarks><c>MATCHING_TEST_ELASTICSEARCH</c> (an address) names a cluster to use instead. <c>MATCHING_TEST_ELASTICSEARCH_HOME</c> names the folder with
/// the server's <c>run.sh</c>; without it a folder <c>shared/elasticsearch</c> beside the repository, or further up, is used.</remarks>
public sealed class ElasticsearchServer : IDisposable
{
    private const string OtherServer = "MATCHING_TEST_ELASTICSEARCH";
    private const string Home = "MATCHING_TEST_ELASTICSEARCH_HOME";

    // Holds the server while its input is open; the end of this process closes the input.
    private const string Keep = """url=$("$0" start "$1" "$2") || exit 1; echo "$url"; cat >/dev/null; "$0" kill "$1"; rm -rf "$1" """;

    // Before WhyNot, which is made from it.
    private static readonly string? Script = FindScript();
    private static readonly Lazy<ElasticsearchServer> Shared = new(() => new ElasticsearchServer());
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"matching-es-{Guid.NewGuid():N}");
    private readonly int port;
    private readonly Process? keeper;

    /// <summary>Starts a server of its own; <see cref="Instance"/> is the one tests share.</summary>
    public ElasticsearchServer()
    {
        if (Given is not null)
        {
            Url = new Uri(Given);
            return;
        }

        port = LoopbackPort.Free();
        keeper = Run(redirectInput: true, "-c", Keep, Script!, folder, port.ToString(CultureInfo.InvariantCulture));
        var url = keeper.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"The server did not start: {keeper.StandardError.ReadToEnd()}");
        Url = new Uri(url);
    }

    public static ElasticsearchServer Instance => Shared.Value;

    /// <summary>Why there is no server here; null when there is one.</summary>
    public static string? WhyNot { get; } = Given is not null ? null
        : Script is null ? $"Elasticsearch is not here: {OtherServer} names no cluster, and there is no shared/elasticsearch/run.sh ({Home} may name its folder)."
        : !HasJava() ? "Java is not installed (Debian: apt-get install openjdk-17-jre-headless); Elasticsearch cannot start."
        : null;

    public Uri Url { get; }

    /// <summary>Only a server of our own may be killed.</summary>
    public bool IsOurs => keeper is not null;

    private static string? Given => Environment.GetEnvironmentVariable(OtherServer) is { Length: > 0 } given ? given : null;

    /// <summary>Ends the server at once, as a crash would.</summary>
    public Task KillAsync() => RunToEndAsync("kill");

    /// <summary>Starts it again on the same folder and port.</summary>
    public Task StartAgainAsync() => RunToEndAsync("start");

    public void Dispose()
    {
        if (keeper is not null)
        {
            keeper.StandardInput.Close();
            keeper.WaitForExit();
            keeper.Dispose();
        }
    }

    private async Task RunToEndAsync(string what)
    {
        using var process = Run(redirectInput: false, Script!, what, folder, port.ToString(CultureInfo.InvariantCulture));
        await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static Process Run(bool redirectInput, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", arguments)
        {
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ES_HEAP"] = "512m";
        return Process.Start(start)!;
    }

    private static string? FindScript()
    {
        if (Environment.GetEnvironmentVariable(Home) is { Length: > 0 } home)
        {
            return ScriptIn(home);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (ScriptIn(Path.Combine(folder.FullName, "shared", "elasticsearch")) is { } script)
            {
                return script;
            }
        }

        return null;
    }

    private static string? ScriptIn(string folder) =>
        Path.Combine(folder, "run.sh") is var script && File.Exists(script) ? script : null;

    private static bool HasJava() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "java")));
}
