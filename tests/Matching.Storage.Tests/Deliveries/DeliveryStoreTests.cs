using Matching.Storage.Deliveries;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Tests.Deliveries;

public sealed class DeliveryStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("matching-deliveries-").FullName;

    private DeliveryStore Store => new(Options.Create(new StorageOptions { DataFolder = folder, DeliverySizeLimitBytes = 4096 }));

    private IEnumerable<string> Files => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Bytes_come_back_under_their_hash()
    {
        var stored = await Store.SaveAsync(new MemoryStream("abc"u8.ToArray()), CancellationToken.None);

        Assert.Equal(new StoredBytes("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3), stored);
        await using var back = Store.OpenRead(stored.ContentHash);
        using var text = new StreamReader(back);
        Assert.Equal("abc", await text.ReadToEndAsync());
        Assert.True(await Store.VerifyAsync(stored.ContentHash, CancellationToken.None));
    }

    [Fact]
    public async Task Same_bytes_twice_are_one_file()
    {
        await Store.SaveAsync(new MemoryStream([1, 2, 3]), CancellationToken.None);
        await Store.SaveAsync(new MemoryStream([1, 2, 3]), CancellationToken.None);
        Assert.Single(Files);
    }

    [Fact]
    public async Task Different_bytes_are_kept_apart()
    {
        var first = await Store.SaveAsync(new MemoryStream([1, 2, 3]), CancellationToken.None);
        var second = await Store.SaveAsync(new MemoryStream([1, 2, 4]), CancellationToken.None);
        Assert.NotEqual(first.ContentHash, second.ContentHash);
        Assert.Equal(2, Files.Count());
    }

    [Fact]
    public async Task Upload_that_breaks_off_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Store.SaveAsync(new BreakingStream(1000), CancellationToken.None));
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Too_many_bytes_leave_nothing_and_say_the_limit()
    {
        var refusal = await Assert.ThrowsAsync<DeliveryTooLargeException>(
            () => Store.SaveAsync(new MemoryStream(new byte[4097]), CancellationToken.None));
        Assert.Equal(4096, refusal.LimitBytes);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Remains_of_a_killed_process_are_swept()
    {
        await Store.SaveAsync(new MemoryStream([1]), CancellationToken.None);
        await File.WriteAllBytesAsync(Path.Combine(folder, "deliveries", "incoming", "half"), [1, 2]);
        Assert.Equal(1, Store.SweepIncoming());
        Assert.Single(Files);
    }

    [Fact]
    public async Task Changed_bytes_are_noticed()
    {
        var stored = await Store.SaveAsync(new MemoryStream([1, 2, 3]), CancellationToken.None);
        await File.WriteAllBytesAsync(Files.Single(), [9, 9]);
        Assert.False(await Store.VerifyAsync(stored.ContentHash, CancellationToken.None));
    }

    [Theory]
    [InlineData("../../etc/passwd", "a path")]
    [InlineData("", "nothing")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", "upper case")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a/", "a separator")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0", "too long")]
    public void Only_a_hash_opens_a_file(string name, string because) =>
        Assert.True(Record.Exception(() => Store.OpenRead(name)) is ArgumentException, because);

    private sealed class BreakingStream(int after) : MemoryStream
    {
        private int given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (given >= after)
            {
                throw new IOException("The line went dead.");
            }

            var count = Math.Min(buffer.Length, after - given);
            given += count;
            return ValueTask.FromResult(count);
        }
    }
}
