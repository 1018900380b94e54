namespace Matching.Storage.Deliveries;

/// <summary>The disk that keeps delivered files has no room left; nothing of the file was kept. The message is for people.</summary>
public sealed class StoreFullException(IOException cause)
    : Exception("存放名单的磁盘已满，这份文件没有保存。请联系管理员清理磁盘，之后重新上传。", cause)
{
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnUnix = 122;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether a write failed for want of room.</summary>
    public static bool IsCause(IOException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.HResult is NoSpaceOnUnix or QuotaOnUnix or DiskFullOnWindows;
    }
}
