using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matching.Integration.Tests.Topology;

namespace Matching.Benchmarks.Serving;

/// <summary>A server of the product as its own process, and a signed-in client of it.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private RunningServer(Process process, DirectoryInfo folder, Uri address) =>
        (this.process, this.folder, Client) = (process, folder, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) });

    public HttpClient Client { get; }

    public static async Task<RunningServer> StartAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var folder = Directory.CreateTempSubdirectory("matching-bench-");
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
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
        var server = new RunningServer(process, folder, address);
        await server.WaitAsync();
        await server.SignInAsync("publisher");
        return server;
    }

    public async Task<int> TotalAsync(string text)
    {
        using var answer = await Client.GetAsync(new Uri($"api/firms?q={Uri.EscapeDataString(text)}", UriKind.Relative));
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return -1;
        }

        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("total").GetInt32();
    }

    /// <summary>Uploads a list and confirms it, as a person does.</summary>
    public async Task HandOverAsync(string name, byte[] list)
    {
        var form = await Client.GetStringAsync(new Uri("deliveries/new", UriKind.Relative));
        using var upload = new MultipartFormDataContent { { new StringContent(TokenOf(form)), "__RequestVerificationToken" }, { new ByteArrayContent(list), "Files", name } };
        using var preview = await Client.PostAsync(new Uri("deliveries/new", UriKind.Relative), upload);
        var page = await preview.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        using var confirmed = await PostAsync("deliveries/new?handler=Confirm", page, ("Uploads", Upload().Match(page).Groups[1].Value));
        if (confirmed.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException(await confirmed.Content.ReadAsStringAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task WaitAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await Client.GetAsync(new Uri("sign-in", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (tries < 300)
            {
            }

            await Task.Delay(200);
        }
    }

    private async Task SignInAsync(string user)
    {
        var page = await Client.GetStringAsync(new Uri("sign-in", UriKind.Relative));
        using var answer = await PostAsync("sign-in", page, ("UserName", user), ("Password", "demo-matching"));
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"Sign-in: {answer.StatusCode}");
        }
    }

    private Task<HttpResponseMessage> PostAsync(string path, string page, params (string Name, string Value)[] fields) =>
        Client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(
            [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", TokenOf(page))]));

    private static string TokenOf(string html) => Token().Match(html).Groups[1].Value;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Uploads\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex Upload();
}
