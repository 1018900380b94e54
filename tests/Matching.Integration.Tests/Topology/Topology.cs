using System.Diagnostics;

namespace Matching.Integration.Tests.Topology;

/// <summary>Two servers, two loaders and a scorer over real servers on loopback, started by <c>deploy/topology.sh</c>; ended with the test.</summary>
internal sealed class Topology : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("matching-topology-").FullName;
    private Dictionary<string, string> note = [];

    /// <summary>Addresses of the servers.</summary>
    public IReadOnlyList<Uri> Servers => [new(note["api_1_URL"]), new(note["api_2_URL"])];

    public bool HasElasticsearch => note.ContainsKey("ELASTICSEARCH_URL");

    public static async Task<Topology> StartAsync()
    {
        var topology = new Topology();
        try
        {
            await topology.RunAsync("up");
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }

        topology.note = (await File.ReadAllLinesAsync(Path.Combine(topology.folder, "topology.env")))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return topology;
    }

    /// <summary>Process number of <c>api_1</c>, <c>ingest_2</c>, <c>ml_1</c>, …</summary>
    public int ProcessOf(string name) => int.Parse(note[$"{name}_PID"], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Ends a process at once, as a power cut would.</summary>
    public void Kill(string name)
    {
        using var process = Process.GetProcessById(ProcessOf(name));
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        Directory.Delete(folder, recursive: true);
    }

    private async Task RunAsync(string verb)
    {
        var script = Path.Combine(RootOf(AppContext.BaseDirectory), "deploy", "topology.sh");
        using var process = Process.Start(new ProcessStartInfo(script, [verb, folder]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var (told, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"topology.sh {verb}: {await told}{await complained}");
    }

    private static string RootOf(string start)
    {
        var folder = new DirectoryInfo(start);
        while (!File.Exists(Path.Combine(folder.FullName, "Matching.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no Matching.sln above the tests");
        }

        return folder.FullName;
    }
}
