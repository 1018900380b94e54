using Npgsql;

namespace Matching.Storage.Tests.Postgres;

/// <summary>A real server that tells a version of long ago: the first digits of <c>server_version</c> become 9s.</summary>
internal sealed class OldServer(NpgsqlConnectionStringBuilder server) : IDisposable
{
    private static readonly byte[] Told = "server_version\0"u8.ToArray();

    private readonly AlteringProxy proxy = new(server.Port, MakeOld);

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = proxy.Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Pooling = false,
    }.ConnectionString;

    public void Dispose() => proxy.Dispose();

    private static void MakeOld(Span<byte> answer)
    {
        // "15.18 (Debian …)" becomes "9.018 (Debian …)", as long as before.
        if (answer.IndexOf(Told) is var at and >= 0)
        {
            "9.0"u8.CopyTo(answer[(at + Told.Length)..]);
        }
    }
}
