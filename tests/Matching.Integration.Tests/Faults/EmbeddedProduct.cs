using System.Diagnostics;
using Matching.Integration.Tests.Topology;
using Matching.Storage;
using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Faults;

/// <summary>The embedded way: one process, SQLite, index and messages in its memory.</summary>
internal class EmbeddedProduct : Product
{
    private readonly Uri address = new($"http://127.0.0.1:{LoopbackPort.Free()}");
    private readonly LastWords said = new();
    private Process? process;

    /// <summary>The process has a clock that <see cref="SetClock"/> sets.</summary>
    public bool HasOwnClock { get; init; }

    public override IReadOnlyList<string> Parts => ["api"];

    public override IReadOnlyList<Uri> Servers => [address];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("matching-faults-").FullName;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { [$"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}"] = Folder };

    private string ClockFile => Path.Combine(Folder, "clock");

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
        start.Environment["Matching__Storage__DataFolder"] = Folder;
        start.Environment["Matching__Jobs__LeaseSeconds"] = "6";
        if (HasOwnClock)
        {
            SetClock(TimeSpan.Zero);
            start.Environment["LD_PRELOAD"] = NeedsFakeTimeAttribute.Library;
            start.Environment["FAKETIME_TIMESTAMP_FILE"] = ClockFile;

            // Looked at once a second: without, every reading of the clock reads the file, and the runtime reads the clock all the time.
            start.Environment["FAKETIME_CACHE_DURATION"] = "1";
            start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => said.Add(line.Data);
        process.ErrorDataReceived += (_, line) => said.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return Task.CompletedTask;
    }

    public override void AssertRunning()
    {
        if (process is { HasExited: true } ended)
        {
            throw new InvalidOperationException($"the product ended by itself with {ended.ExitCode}:\n{said}");
        }
    }

    /// <summary>Sets the clock of the process beside the right time.</summary>
    public void SetClock(TimeSpan offset)
    {
        // Moved into place: the process may be reading it.
        File.WriteAllText(ClockFile + ".new", FormattableString.Invariant($"{(offset < TimeSpan.Zero ? "-" : "+")}{Math.Abs(offset.TotalSeconds):0}\n"));
        File.Move(ClockFile + ".new", ClockFile, overwrite: true);
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
        Release();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Lets go of what lies in the folder before it is deleted.</summary>
    protected virtual void Release()
    {
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
}
