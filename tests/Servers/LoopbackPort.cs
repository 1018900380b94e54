using System.Net;
using System.Net.Sockets;

namespace Matching.Tests.Servers;

/// <summary>A port of 127.0.0.1 nobody listens on now; whoever asks should take it soon.</summary>
public static class LoopbackPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
