using Matching.Domain.Pools;
using Matching.Storage.Accounts;
using Matching.Storage.Audit;
using Matching.Storage.Deliveries;
using Matching.Storage.Firms;
using Matching.Storage.Jobs;
using Matching.Storage.Linkages;
using Matching.Storage.Messaging;
using Matching.Storage.Records;
using Matching.Storage.Scores;
using Matching.Storage.Sequences;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Matching.Storage;

/// <summary>The system of record. Everything else (index, messages, pages) can be made again from it.</summary>
/// <param name="writeLock">Keeps writers of one process apart where the database allows only one; null where it does not matter.</param>
public sealed class MatchingDbContext(DbContextOptions<MatchingDbContext> options, WriteLock? writeLock = null) : DbContext(options)
{
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<StoredRow> Rows => Set<StoredRow>();

    public DbSet<StoredRecord> Records => Set<StoredRecord>();

    public DbSet<StoredUnit> Units => Set<StoredUnit>();

    public DbSet<Firm> Firms => Set<Firm>();

    public DbSet<StoredLinkage> Linkages => Set<StoredLinkage>();

    public DbSet<ReviewItem> ReviewItems => Set<ReviewItem>();

    public DbSet<StoredScore> Scores => Set<StoredScore>();

    public DbSet<StoredPointCard> PointCards => Set<StoredPointCard>();

    public DbSet<ImportJob> Jobs => Set<ImportJob>();

    public DbSet<Pool> Pools => Set<Pool>();

    public DbSet<PoolVersion> PoolVersions => Set<PoolVersion>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();

    /// <summary>Opens a transaction for writing. Saves, bulk writes and number blocks of this context belong to it until it is committed or disposed.</summary>
    public async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellationToken)
    {
        var turn = writeLock is null ? null : await writeLock.EnterAsync(cancellationToken);
        try
        {
            return new WriteTransaction(await Database.BeginTransactionAsync(cancellationToken), turn);
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (writeLock is null || Database.CurrentTransaction is not null)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        using var turn = await writeLock.EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        if (Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite")
        {
            // SQLite has no time type: microseconds since 1970 sort and compare, text with offsets does not.
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMicroseconds>();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MatchingDbContext).Assembly);
    }

    private sealed class UnixMicroseconds() : ValueConverter<DateTimeOffset, long>(
        moment => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond,
        value => DateTimeOffset.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond));
}
