using System.Net;
using System.Net.Sockets;

namespace Matching.Storage.Tests;

/// <summary>Stands before a real server on loopback and alters what it answers, byte for byte, before the client reads it.</summary>
internal sealed class AlteringProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly int server;
    private readonly Action<Span<byte>> alter;

    /// <param name="port">Of the real server.</param>
    /// <param name="alter">Changes bytes of one piece of the answer in place.</param>
    public AlteringProxy(int port, Action<Span<byte>> alter)
    {
        (server, this.alter) = (port, alter);
        listener.Start();
        _ = TakeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

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
            await far.ConnectAsync(IPAddress.Loopback, server, end.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), end.Token), AnswerAsync(far.GetStream(), near.GetStream()));
        }
    }

    private async Task AnswerAsync(NetworkStream far, NetworkStream near)
    {
        var bytes = new byte[65536];
        while (await far.ReadAsync(bytes, end.Token) is var read and > 0)
        {
            alter(bytes.AsSpan(0, read));
            await near.WriteAsync(bytes.AsMemory(0, read), end.Token);
        }
    }
}
