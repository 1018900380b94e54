namespace Matching.Integration.Tests.Faults;

/// <summary>Embedded, with a disk for delivered files that is always too small.</summary>
internal sealed class ScantDiskProduct : EmbeddedProduct
{
    private ScantDisk? disk;
    private int kilobytes = 64;

    /// <summary>Times a list found no room.</summary>
    public int Refused { get; private set; }

    public override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        disk = ScantDisk.Mount(Path.Combine(Folder, "deliveries"), kilobytes);
    }

    public override Task MakeRoomAsync()
    {
        Refused++;
        kilobytes += 128;
        disk!.Grow(kilobytes);
        return Task.CompletedTask;
    }

    protected override void Release() => disk?.Dispose();
}
