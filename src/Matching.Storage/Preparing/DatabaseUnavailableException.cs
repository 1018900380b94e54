namespace Matching.Storage.Preparing;

/// <summary>The database server does not answer, or not yet; the same call may succeed later.</summary>
public sealed class DatabaseUnavailableException(string server, Exception inner)
    : Exception($"数据库 {server} 连接不上，稍后自动重试。请检查服务器是否启动、网络是否连通。", inner)
{
    /// <summary>Host, port and database name, without user or password.</summary>
    public string Server { get; } = server;
}
