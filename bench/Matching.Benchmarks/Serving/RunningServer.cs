using System.Diagnostics;
using Matching.Integration.Tests.Topology;
using Matching.Tests.Servers;

namespace Matching.Benchmarks.Serving;

/// <summary>A server of the product as its own process, and a person signed in to it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private RunningServer(Process process, DirectoryInfo folder, Uri address, Officer officer) =>
        (this.process, this.folder, Address, Officer) = (process, folder, address, officer);

    public Uri Address { get; }

    public Officer Officer { get; }

    public static async Task<RunningServer> StartAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var folder = Directory.CreateTempSubdirectory("matching-bench-");
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}/");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Checkout.Root, "artifacts", "bin", "Matching.Api", "release", "Matching.Api.dll")])
        {
            WorkingDirectory = Path.Combine(Checkout.Root, "src", "Matching.Api"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["Matching__Storage__DataFolder"] = folder.FullName;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new RunningServer(process, folder, address, await SignInAsync(address));
    }

    public async ValueTask DisposeAsync()
    {
        Officer.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<Officer> SignInAsync(Uri address)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await Officer.SignInAsync(address, "publisher");
            }
            catch (HttpRequestException) when (tries < 300)
            {
                await Task.Delay(200);
            }
        }
    }
}
