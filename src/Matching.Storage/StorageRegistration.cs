using Matching.Storage.Accounts;
using Matching.Storage.Audit;
using Matching.Storage.Backups;
using Matching.Storage.Bulk;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Matching.Storage.Postgres;
using Matching.Storage.Preparing;
using Matching.Storage.Ranking;
using Matching.Storage.Scores;
using Matching.Storage.Sqlite;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Matching.Storage;

public static class StorageRegistration
{
    /// <summary>The system of record: context (factory and scoped), bulk writer, deliveries, jobs, audit, accounts. Options are checked at start.</summary>
    public static IServiceCollection AddMatchingStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .ValidateDataAnnotations()
            .Validate(
                storage => storage.Chosen == StorageProvider.Sqlite || !string.IsNullOrWhiteSpace(storage.ConnectionString),
                "使用 PostgreSQL 时须设置 Matching:Storage:ConnectionString（环境变量 Matching__Storage__ConnectionString）。")
            .ValidateOnStart();
        services.AddOptions<JobOptions>()
            .Bind(configuration.GetSection(JobOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<Outbox>();
        AddProvider(services, configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions());
        services.AddSingleton(provider => new MatchingDatabase(
            provider.GetRequiredService<IDbContextFactory<MatchingDbContext>>(), provider.GetRequiredService<IProviderGround>()));
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<DeliveryStore>();
        services.AddMetrics();
        services.AddSingleton<JobMetrics>();
        services.AddSingleton<ImportJobs>();
        services.AddKeyedSingleton<OutboxSignal>(ScoreRuns.Bell);
        services.AddSingleton<ScoreRuns>();
        services.AddKeyedSingleton<OutboxSignal>(TrainingRuns.Bell);
        services.AddSingleton<TrainingRuns>();
        services.AddSingleton(provider => new SystemBackup(
            provider.GetRequiredService<IDatabaseBackup>(), provider.GetRequiredService<IDbContextFactory<MatchingDbContext>>(),
            provider.GetRequiredService<DeliveryStore>(), provider.GetRequiredService<IOptions<StorageOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DeadLetters>();
        services.AddSingleton(provider => new AuditLog(provider.GetRequiredService<IDbContextFactory<MatchingDbContext>>(), provider.GetRequiredService<IAuditWriter>()));
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<AccountKeeping>();
        services.AddSingleton<ApiKeys.ApiKeyRing>();
        services.AddSingleton<Profiles.FirmProfileReader>();
        return services;
    }

    /// <summary>For server processes: goes on preparing the database in the background when it was away at start (<see cref="DatabaseStart.TryAsync"/>).</summary>
    public static IServiceCollection AddMatchingDatabaseStart(this IServiceCollection services) =>
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStart>());

    private static void AddProvider(IServiceCollection services, StorageOptions chosen)
    {
        switch (chosen.Chosen)
        {
            case StorageProvider.Postgres:
                services.AddDbContextFactory<PostgresDbContext>((provider, builder) => builder
                    .UseMatchingPostgres(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString)
                    .AddInterceptors(new OutboxWakeUp(provider.GetRequiredService<OutboxSignal>())));
                services.AddSingleton<IDbContextFactory<MatchingDbContext>, PostgresContexts>();
                services.AddScoped<MatchingDbContext>(provider => provider.GetRequiredService<PostgresDbContext>());
                services.AddSingleton<IBulkWriter, PostgresBulkWriter>();
                services.AddSingleton<IAuditWriter, PostgresAuditWriter>();
                services.AddSingleton<IAccountReader, PostgresAccountReader>();
                services.AddSingleton<IProviderGround, PostgresGround>();
                services.AddSingleton<IDatabaseBackup, PostgresBackup>();
                break;
            default:
                services.AddSingleton<WriteLock>();
                services.AddDbContextFactory<MatchingDbContext>((provider, builder) => builder
                    .UseMatchingSqlite(provider.GetRequiredService<IOptions<StorageOptions>>().Value.SqlitePath)
                    .AddInterceptors(new OutboxWakeUp(provider.GetRequiredService<OutboxSignal>())));
                services.AddSingleton<IBulkWriter, SqliteBulkWriter>();
                services.AddSingleton<IAuditWriter, SqliteAuditWriter>();
                services.AddSingleton<IAccountReader, SqliteAccountReader>();
                services.AddSingleton<IProviderGround, SqliteGround>();
                services.AddSingleton<IDatabaseBackup, SqliteBackup>();
                break;
        }
    }
}
