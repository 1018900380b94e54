using System.Globalization;
using System.Text;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Storage;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Matching.Integration.Tests.Storage;

/// <summary>A loader that was silent for longer than its lease comes back while another reads the same delivery: one of them has its rows, once.</summary>
public abstract class TwoReadersContract
{
    private const int Rows = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_reader_that_was_taken_over_writes_no_more(int chunksBefore)
    {
        await using var store = new LoadedStore(NewDatabase());
        var delivery = await ReceiveAsync(store);
        using var paused = new PausedAfter(chunksBefore);
        var silent = Task.Run(() => store.Get<ReadDelivery>().RunAsync(delivery, paused, CancellationToken.None));
        await paused.IsReached;
        Assert.Equal(Rows, Assert.IsType<ReadResult.Read>(await ReadAsync(store, delivery)).Ledger.Accepted);
        paused.Resume();
        await Assert.ThrowsAsync<ReadingTakenOverException>(() => silent);
        await AssertRowsOnceAsync(store);
    }

    [Fact]
    public async Task Readers_at_the_same_time_end_with_the_rows_once()
    {
        await using var store = new LoadedStore(NewDatabase());
        var delivery = await ReceiveAsync(store);
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await ReadAsync(store, delivery);
                return true;
            }
            catch (ReadingTakenOverException)
            {
                return false;
            }
        }));
        Assert.Contains(true, await Task.WhenAll(readers));
        await AssertRowsOnceAsync(store);
    }

    /// <summary>Connection string of a new, empty database; null for a SQLite file.</summary>
    protected abstract string? NewDatabase();

    private static async Task<Guid> ReceiveAsync(LoadedStore store)
    {
        await store.PrepareAsync();
        var list = new StringBuilder("序号,企业名称,证书编号,发证日期\n");
        for (var number = 1; number <= Rows; number++)
        {
            list.Append(CultureInfo.InvariantCulture, $"{number},武汉市两读{number:D6}号科技有限公司,GR2025420{number:D5},2025-11-20\n");
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(list.ToString()));
        var request = new ReceiveDelivery.Request(content, "2025年高新技术企业名单.csv", Library.HighTechFirms, new DateOnly(2025, 12, 1), "tester");
        return Assert.IsType<ReceiveResult.Accepted>(await store.Get<ReceiveDelivery>().HandleAsync(request, CancellationToken.None)).DeliveryId;
    }

    private static Task<ReadResult> ReadAsync(LoadedStore store, Guid delivery) =>
        store.Get<ReadDelivery>().RunAsync(delivery, new Progress<RowLedger>(), CancellationToken.None);

    private static async Task AssertRowsOnceAsync(LoadedStore store)
    {
        await using var db = await store.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        var kept = await db.Deliveries.SingleAsync();
        // The head of the list is a row too.
        Assert.Equal((Rows + 1, Rows, true), (kept.RowsRead, kept.RowsAccepted, kept.Ledger.AddsUp));
        Assert.Equal(Rows + 1, await db.Rows.CountAsync());
        Assert.Equal(Rows + 1, await db.Rows.Select(row => row.Row).Distinct().CountAsync());
        Assert.Equal(Rows, await db.Records.CountAsync(record => record.RetractedAt == null));
        Assert.Equal(Rows, await db.Units.CountAsync());
    }

    /// <summary>Holds the reader where it reports its chunk.</summary>
    private sealed class PausedAfter(int chunks) : IProgress<RowLedger>, IDisposable
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim resumed = new();
        private int seen;

        public Task IsReached => reached.Task;

        public void Report(RowLedger value)
        {
            if (++seen == chunks)
            {
                reached.SetResult();
                resumed.Wait();
            }
        }

        public void Resume() => resumed.Set();

        public void Dispose() => resumed.Dispose();
    }
}

public sealed class SqliteTwoReadersTests : TwoReadersContract
{
    protected override string? NewDatabase() => null;
}

[NeedsPostgres]
public sealed class PostgresTwoReadersTests : TwoReadersContract, IDisposable
{
    private readonly TestDatabase database = new();

    public void Dispose() => database.Dispose();

    protected override string? NewDatabase() => database.ConnectionString;
}
