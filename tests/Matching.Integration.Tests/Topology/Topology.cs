using System.Diagnostics;

namespace Matching.Integration.Tests.Topology;

/// <summary>Two servers, two loaders and a scorer over real servers on loopback, started by <c>deploy/topology.sh</c>; ended with the test.</summary>
internal sealed class Topology : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("matching-topology-").FullName;
    private Dictionary<string, string> note = [];

    /// <summary>Addresses of the servers.</summary>
    public IReadOnlyList<Uri> Servers => [new(note["api_1_HEALTH"]), new(note["api_2_HEALTH"])];

    public string Folder => folder;

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

        await topology.ReadNoteAsync();
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

    /// <summary>Ends a process or a server at once and starts it again.</summary>
    public async Task RestartAsync(string name)
    {
        await RunAsync("restart", name);
        await ReadNoteAsync();
    }

    /// <summary>Tells the broker something by its own control program.</summary>
    public async Task ControlBrokerAsync(params string[] words)
    {
        var start = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmqctl", ["-n", $"matching{note["RABBITMQ_PORT"]}@localhost", .. words])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["HOME"] = Path.Combine(folder, "rabbit");
        start.Environment["ERL_EPMD_PORT"] = note["EPMD_PORT"];
        start.Environment["ERL_CRASH_DUMP"] = Path.Combine(folder, "rabbit", "erl_crash.dump");
        using var process = Process.Start(start)!;
        var (told, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Expect(process, $"rabbitmqctl {string.Join(' ', words)}: {await told}{await complained}");
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        Directory.Delete(folder, recursive: true);
    }

    private async Task ReadNoteAsync() => note = (await File.ReadAllLinesAsync(Path.Combine(folder, "topology.env")))
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    private async Task RunAsync(string verb, params string[] names)
    {
        var script = Path.Combine(Checkout.Root, "deploy", "topology.sh");
        var start = new ProcessStartInfo(script, [verb, folder, .. names]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["Matching__Jobs__LeaseSeconds"] = "6";
        using var process = Process.Start(start)!;
        var (told, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Expect(process, $"topology.sh {verb}: {await told}{await complained}");
    }

    private static void Expect(Process process, string said)
    {
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(said);
        }
    }
}
