using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Matching.Search.Tests.Elasticsearch;

/// <summary>Stands before a real server on loopback and does what a test asks: signs in, encrypts, is busy, drops connections.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient server;
    private int bulks;

    private FaultyProxy(Uri target, X509Certificate2? certificate)
    {
        server = new HttpClient { BaseAddress = target };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        app = builder.Build();
        app.Run(HandleAsync);
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>Bulk requests seen so far.</summary>
    public int Bulks => bulks;

    /// <summary>The one Authorization header that is let through; null = none is asked for.</summary>
    public string? Authorization { get; set; }

    /// <summary>Version told on <c>GET /</c> instead of the server's.</summary>
    public string? Version { get; set; }

    /// <summary>Called with the number of each bulk request, from 1, before it is passed on.</summary>
    public Func<int, BulkFault> OnBulk { get; set; } = _ => BulkFault.None;

    public static async Task<FaultyProxy> StartAsync(Uri target, X509Certificate2? certificate = null)
    {
        var proxy = new FaultyProxy(target, certificate);
        await proxy.app.StartAsync();
        var port = new Uri(proxy.app.Urls.Single()).Port;
        proxy.Url = new Uri(certificate is null ? $"http://127.0.0.1:{port}" : $"https://localhost:{port}");
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        server.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (Authorization is not null && context.Request.Headers.Authorization != Authorization)
        {
            context.Response.StatusCode = 401;
            return;
        }

        if (Version is not null && context.Request.Path == "/")
        {
            await context.Response.WriteAsync($$$"""{"version":{"number":"{{{Version}}}"}}""");
            return;
        }

        var fault = context.Request.Path.Value!.EndsWith("/_bulk", StringComparison.Ordinal) ? OnBulk(Interlocked.Increment(ref bulks)) : BulkFault.None;
        switch (fault)
        {
            case BulkFault.Busy:
                context.Response.StatusCode = 429;
                return;
            case BulkFault.DropBefore:
                context.Abort();
                return;
            default:
                await PassOnAsync(context, fault);
                return;
        }
    }

    private async Task PassOnAsync(HttpContext context, BulkFault fault)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), context.Request.Path.Value!.TrimStart('/') + context.Request.QueryString);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(fault == BulkFault.BusyItems ? FirstItem(body.ToArray()) : body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        try
        {
            using var response = await server.SendAsync(request);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            if (fault == BulkFault.DropAfter)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = "application/json";
            await (fault == BulkFault.BusyItems ? context.Response.WriteAsync(FirstTaken(body.ToArray())) : context.Response.Body.WriteAsync(bytes).AsTask());
        }
        catch (HttpRequestException)
        {
            context.Abort();
        }
    }

    private static byte[] FirstItem(byte[] lines) =>
        lines[..(Array.IndexOf(lines, (byte)'\n', Array.IndexOf(lines, (byte)'\n') + 1) + 1)];

    /// <summary>The server's answer when its queue had room for the first of the items.</summary>
    private static string FirstTaken(byte[] lines)
    {
        var items = lines.Count(value => value == (byte)'\n') / 2;
        var busy = """{"index":{"status":429,"error":{"type":"es_rejected_execution_exception","reason":"queue is full"}}}""";
        return $$"""{"errors":{{(items > 1 ? "true" : "false")}},"items":[{{string.Join(",", Enumerable.Repeat(busy, items - 1).Prepend("""{"index":{"status":201}}"""))}}]}""";
    }
}

internal enum BulkFault
{
    None,

    /// <summary>429 for the whole request.</summary>
    Busy,

    /// <summary>The first document is taken, 429 for the others.</summary>
    BusyItems,

    /// <summary>The connection ends before the server sees the request.</summary>
    DropBefore,

    /// <summary>The server takes the request, its answer is lost.</summary>
    DropAfter,
}
