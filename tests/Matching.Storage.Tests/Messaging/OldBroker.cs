using System.Net;
using System.Net.Sockets;

namespace Matching.Storage.Tests.Messaging;

/// <summary>Stands before a real broker and tells a version of long ago: the first digit of what it says of itself becomes 0, until it is brought up to date.</summary>
internal sealed class OldBroker : IDisposable
{
    // A field of the AMQP greeting: length of the name, the name, S for text, four bytes of length, the text.
    private static readonly byte[] Told = [7, .. "versionS"u8];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly int broker;
    private volatile bool isOld = true;

    public OldBroker(int broker)
    {
        this.broker = broker;
        listener.Start();
        _ = TakeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void BringUpToDate() => isOld = false;

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
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using (near)
        using (var far = new TcpClient())
        {
            await far.ConnectAsync(IPAddress.Loopback, broker, end.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), end.Token), AnswerAsync(far.GetStream(), near.GetStream()));
        }
    }

    private async Task AnswerAsync(NetworkStream far, NetworkStream near)
    {
        var bytes = new byte[65536];
        while (await far.ReadAsync(bytes, end.Token) is var read and > 0)
        {
            if (isOld && bytes.AsSpan(0, read).IndexOf(Told) is var at and >= 0)
            {
                bytes[at + Told.Length + 4] = (byte)'0';
            }

            await near.WriteAsync(bytes.AsMemory(0, read), end.Token);
        }
    }
}
