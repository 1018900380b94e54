using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Telemetry;

/// <summary>Takes OTLP over HTTP and keeps what came, by path.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentDictionary<string, StringBuilder> bodies = [];
    private int calls;

    public Collector()
    {
        Address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        _ = TakeAsync();
    }

    public Uri Address { get; }

    /// <summary>Calls taken whole.</summary>
    public int Calls => calls;

    /// <summary>All that came to a path; names and units are plain text inside the protocol's bytes.</summary>
    public string At(string path)
    {
        if (!bodies.TryGetValue(path, out var body))
        {
            return "";
        }

        lock (body)
        {
            return body.ToString();
        }
    }

    public void Dispose() => listener.Close();

    private async Task TakeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                continue;
            }

            _ = KeepAsync(call);
        }
    }

    private async Task KeepAsync(HttpListenerContext call)
    {
        try
        {
            using var bytes = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(bytes);
            var body = bodies.GetOrAdd(call.Request.Url!.AbsolutePath, _ => new StringBuilder());
            lock (body)
            {
                body.Append(Encoding.UTF8.GetString(bytes.ToArray()));
            }

            Interlocked.Increment(ref calls);
            call.Response.ContentType = "application/x-protobuf";
            call.Response.Close();
        }
        catch (Exception brokenOff) when (brokenOff is HttpListenerException or ObjectDisposedException or IOException)
        {
            // A sender on a busy machine gives up on one call; it sends the sums again with the next.
            call.Response.Abort();
        }
    }
}
