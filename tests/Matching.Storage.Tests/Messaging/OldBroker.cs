namespace Matching.Storage.Tests.Messaging;

/// <summary>A real broker that tells a version of long ago: the first digit of what it says of itself becomes 0, until it is brought up to date.</summary>
internal sealed class OldBroker : IDisposable
{
    // A field of the AMQP greeting: length of the name, the name, S for text, four bytes of length, the text.
    private static readonly byte[] Told = [7, .. "versionS"u8];

    private readonly AlteringProxy proxy;
    private volatile bool isOld = true;

    public OldBroker(int broker) => proxy = new AlteringProxy(broker, MakeOld);

    public int Port => proxy.Port;

    public void BringUpToDate() => isOld = false;

    public void Dispose() => proxy.Dispose();

    private void MakeOld(Span<byte> answer)
    {
        if (isOld && answer.IndexOf(Told) is var at and >= 0)
        {
            answer[at + Told.Length + 4] = (byte)'0';
        }
    }
}
