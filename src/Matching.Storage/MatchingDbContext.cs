using Matching.Domain.Pools;
using Matching.Storage.Accounts;
using Matching.Storage.ApiKeys;
using Matching.Storage.Audit;
using Matching.Storage.Deliveries;
using Matching.Storage.Firms;
using Matching.Storage.Jobs;
using Matching.Storage.Linkages;
using Matching.Storage.Linkages.Journal;
using Matching.Storage.Messaging;
using Matching.Storage.Postgres;
using Matching.Storage.Preferences;
using Matching.Storage.Ranking;
using Matching.Storage.Records;
using Matching.Storage.Scores;
using Matching.Storage.Sequences;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Matching.Storage;

/// <summary>The system of record. Everything else (index, messages, pages) can be made again from it.</summary>
/// <remarks>Two providers, one model: SQLite with this type, PostgreSQL with <see cref="Postgres.PostgresDbContext"/>.
/// A <see cref="WriteLock"/> keeps writers of one process apart where the database allows only one; null where it does not matter.</remarks>
public class MatchingDbContext : DbContext
{
    /// <summary>First half of the advisory lock of an area; the second is the <see cref="WriteArea"/>.</summary>
    internal const int AreaLockSpace = 0x4D41;

    private readonly WriteLock? writeLock;

    public MatchingDbContext(DbContextOptions<MatchingDbContext> options, WriteLock? writeLock = null)
        : base(options) => this.writeLock = writeLock;

    protected MatchingDbContext(DbContextOptions options, WriteLock? writeLock)
        : base(options) => this.writeLock = writeLock;

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<StoredSupplyDuty> SupplyDuties => Set<StoredSupplyDuty>();

    public DbSet<StoredRow> Rows => Set<StoredRow>();

    public DbSet<StoredRecord> Records => Set<StoredRecord>();

    public DbSet<StoredUnit> Units => Set<StoredUnit>();

    public DbSet<Firm> Firms => Set<Firm>();

    public DbSet<StoredLinkage> Linkages => Set<StoredLinkage>();

    public DbSet<ReviewItem> ReviewItems => Set<ReviewItem>();

    public DbSet<NameComparison> NameComparisons => Set<NameComparison>();

    public DbSet<StoredJournalEntry> LinkJournal => Set<StoredJournalEntry>();

    public DbSet<StoredScore> Scores => Set<StoredScore>();

    public DbSet<StoredPointCard> PointCards => Set<StoredPointCard>();

    public DbSet<CardStep> CardSteps => Set<CardStep>();

    public DbSet<StoredPreference> LendingPreferences => Set<StoredPreference>();

    public DbSet<ScoreRun> ScoreRuns => Set<ScoreRun>();

    public DbSet<StoredTrainingSet> TrainingSets => Set<StoredTrainingSet>();

    public DbSet<TrainingRun> TrainingRuns => Set<TrainingRun>();

    public DbSet<StoredModel> Models => Set<StoredModel>();

    public DbSet<ModelStep> ModelSteps => Set<ModelStep>();

    public DbSet<StoredModelScore> ModelScores => Set<StoredModelScore>();

    public DbSet<ImportJob> Jobs => Set<ImportJob>();

    public DbSet<Pool> Pools => Set<Pool>();

    public DbSet<PoolVersion> PoolVersions => Set<PoolVersion>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();

    /// <summary>Opens a transaction for writing what the index follows (<see cref="WriteArea.Firms"/>).
    /// Saves, bulk writes and number blocks of this context belong to it until it is committed or disposed.</summary>
    public Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellationToken) => BeginWriteAsync(WriteArea.Firms, cancellationToken);

    /// <summary>Opens a transaction for writing in <paramref name="area"/>; what it reads there stays so until it ends.</summary>
    public async Task<WriteTransaction> BeginWriteAsync(WriteArea area, CancellationToken cancellationToken)
    {
        var turn = writeLock is null ? null : await writeLock.EnterAsync(cancellationToken);
        try
        {
            var transaction = await Database.BeginTransactionAsync(cancellationToken);
            if (area != WriteArea.Staging && Database.IsNpgsql())
            {
                // Read committed: every statement after this one sees what the holder before us committed.
                await Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AreaLockSpace}, {(int)area})", cancellationToken);
            }

            return new WriteTransaction(transaction, turn);
        }
        catch
        {
            if (Database.CurrentTransaction is { } open)
            {
                await open.DisposeAsync();
            }

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
        else
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();
            configurationBuilder.Properties<decimal>().HaveConversion<OneDecimalAtLeast>();

            // Order and equality by code point, as SQLite has them, whatever locale the database was made with.
            configurationBuilder.Properties<string>().UseCollation("C");
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MatchingDbContext).Assembly);
        if (Database.IsNpgsql())
        {
            PostgresIndexes.Apply(modelBuilder);
        }
    }

    private sealed class UnixMicroseconds() : ValueConverter<DateTimeOffset, long>(
        moment => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond,
        value => DateTimeOffset.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond));

    private sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        moment => new DateTimeOffset(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
        value => value);

    /// <summary>The form in which SQLite keeps amounts, so that what is exported does not depend on the provider: 12 as 12.0, 12.50 as 12.5.</summary>
    private sealed class OneDecimalAtLeast() : ValueConverter<decimal, decimal>(amount => Plain(amount), value => value)
    {
        private static decimal Plain(decimal amount)
        {
            var shortest = amount / 1.0000000000000000000000000000m;
            return shortest.Scale == 0 ? shortest * 1.0m : shortest;
        }
    }
}
