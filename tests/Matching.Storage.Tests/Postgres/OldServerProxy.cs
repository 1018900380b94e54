using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Matching.Storage.Tests.Postgres;

/// <summary>Stands before a real server and tells a version of long ago: the first digits of <c>server_version</c> become 9s.</summary>
internal sealed class OldServerProxy : IDisposable
{
    private static readonly byte[] Told = "server_version\0"u8.ToArray();

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly CancellationTokenSource end = new();

    public OldServerProxy(NpgsqlConnectionStringBuilder server)
    {
        this.server = server;
        listener.Start();
        _ = TakeAsync();
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Pooling = false,
    }.ConnectionString;

    public void Dispose()
    {
        end.Cancel();
        listener.Stop();
        end.Dispose();
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync(end.Token));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using (near)
        using (var far = new TcpClient())
        {
            await far.ConnectAsync(server.Host!, server.Port, end.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), end.Token), AnswerAsync(far.GetStream(), near.GetStream()));
        }
    }

    private async Task AnswerAsync(NetworkStream far, NetworkStream near)
    {
        var bytes = new byte[65536];
        while (await far.ReadAsync(bytes, end.Token) is var read and > 0)
        {
            // "15.18 (Debian …)" becomes "9.018 (Debian …)", as long as before.
            if (bytes.AsSpan(0, read).IndexOf(Told) is var at and >= 0)
            {
                "9.0"u8.CopyTo(bytes.AsSpan(at + Told.Length));
            }

            await near.WriteAsync(bytes.AsMemory(0, read), end.Token);
        }
    }
}
