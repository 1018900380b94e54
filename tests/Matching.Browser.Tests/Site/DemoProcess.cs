using System.Diagnostics;
using System.Net;
using Matching.Tests.Servers;

namespace Matching.Browser.Tests.Site;

/// <summary>The product in a process of its own, with the sample lists loaded by its demonstration verb into a fresh folder.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string folder = Directory.CreateTempSubdirectory("matching-browser-").FullName;
    private readonly Process process;

    private DemoProcess(int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(Program).Assembly.Location, "demo", "--contentRoot", Path.Combine(Checkout.Root, "src", "Matching.Api") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Matching__Storage__DataFolder"] = folder;
        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Starts the product and returns when it is ready to answer.</summary>
    public static async Task<DemoProcess> StartAsync()
    {
        var demo = new DemoProcess(LoopbackPort.Free());
        using var client = new HttpClient { BaseAddress = demo.Address };
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsReadyAsync(client, patience.Token))
        {
            if (demo.process.HasExited)
            {
                throw new InvalidOperationException($"the product ended with code {demo.process.ExitCode} while starting");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }

        return demo;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
