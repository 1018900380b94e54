using Matching.Storage.Accounts;
using Matching.Storage.Audit;
using Matching.Storage.Bulk;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Matching.Storage.Sqlite;
using Matching.Storage.Writing;
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
            .ValidateOnStart();
        services.AddOptions<JobOptions>()
            .Bind(configuration.GetSection(JobOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<WriteLock>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<Outbox>();
        services.AddDbContextFactory<MatchingDbContext>((provider, builder) =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            builder.UseMatchingSqlite(options.SqlitePath)
                .AddInterceptors(new OutboxWakeUp(provider.GetRequiredService<OutboxSignal>()));
        });

        services.AddSingleton<MatchingDatabase>();
        services.AddSingleton<IBulkWriter, SqliteBulkWriter>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<ImportJobs>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<Profiles.FirmProfileReader>();
        return services;
    }
}
