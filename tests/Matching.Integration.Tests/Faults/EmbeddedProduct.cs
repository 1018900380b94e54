using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Matching.Integration.Tests.Topology;
using Matching.Storage;

namespace Matching.Integration.Tests.Faults;

/// <summary>The embedded way: one process, SQLite, index and messages in its memory.</summary>
internal sealed class EmbeddedProduct : Product
{
    private readonly string folder = Directory.CreateTempSubdirectory("matching-faults-").FullName;
    private readonly Uri address = new($"http://127.0.0.1:{FreePort()}");
    private Process? process;

    public override IReadOnlyList<string> Parts => ["api"];

    public override IReadOnlyList<Uri> Servers => [address];

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { [$"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}"] = folder };

    public override Task PrepareAsync() => Get<MatchingDatabase>().PrepareAsync(CancellationToken.None);

    public override Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            WorkingDirectory = Path.Combine(Checkout.Root, "src", "Matching.Api"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["Matching__Storage__DataFolder"] = folder;
        start.Environment["Matching__Jobs__LeaseSeconds"] = "6";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return Task.CompletedTask;
    }

    public override async Task CrashAsync(string part)
    {
        await EndAsync();
        await StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await EndAsync();
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task EndAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
