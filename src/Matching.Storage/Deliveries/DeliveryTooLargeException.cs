namespace Matching.Storage.Deliveries;

/// <summary>A delivery has more bytes than are taken; the message is for people.</summary>
public sealed class DeliveryTooLargeException(long limitBytes)
    : Exception($"文件超过 {limitBytes / (1024 * 1024)} MB 上限，未保存。请拆分后再上传。")
{
    public long LimitBytes { get; } = limitBytes;
}
