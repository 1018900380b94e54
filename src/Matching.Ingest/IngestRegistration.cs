using MassTransit;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Deliveries.Duties;
using Matching.Ingest.Finding;
using Matching.Ingest.Indexing;
using Matching.Ingest.Linking;
using Matching.Ingest.Linking.Explaining;
using Matching.Ingest.Linking.Judging;
using Matching.Ingest.Linking.Near;
using Matching.Ingest.Linking.Quality;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest;

/// <summary>Registers reading, linking and indexing; the server and the command line use the same.</summary>
public static class IngestRegistration
{
    public static IServiceCollection AddMatchingIngest(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services
            .AddSingleton<IndexSignal>()
            .AddSingleton<FirmDocuments>()
            .AddSingleton<DocumentCache>()
            .AddSingleton<RebuildRequests>()
            .AddSingleton<RecordLinker>()
            .AddSingleton<CompareNames>()
            .AddSingleton<LinkExport>()
            .AddSingleton<GiveJudgement>()
            .AddSingleton<TakeBackJudgement>()
            .AddSingleton<ConfirmJudgement>()
            .AddSingleton<RelinkJudged>()
            .AddSingleton<RememberedShapes>()
            .AddSingleton<CompareWithEarlier>()
            .AddSingleton<SupplyDuties>()
            .AddSingleton<AbsentFirms>()
            .AddSingleton<PairWeightsReader>()
            .AddSingleton<ExplainLink>()
            .AddSingleton<LinkQualityReader>()
            .AddSingleton<ReceiveDelivery>()
            .AddSingleton<PreviewDelivery>()
            .AddSingleton<ReadDelivery>()
            .AddSingleton<RollBackDelivery>()
            .AddSingleton<LocateCells>()
            .AddSingleton<DeliverySteps>();
    }

    /// <summary>Keeps the index of this process current; for processes that answer searches.</summary>
    public static IServiceCollection AddMatchingIndexFollower(this IServiceCollection services) =>
        services.AddMetrics().AddSingleton<IndexMetrics>().AddSingleton<IndexFollower>().AddHostedService(provider => provider.GetRequiredService<IndexFollower>());

    /// <summary>Has names compared once lists have come to rest; for processes that work on loads.</summary>
    public static IServiceCollection AddMatchingNameComparison(this IServiceCollection services) => services.AddHostedService<NameComparisonFollower>();

    /// <summary>Keeps the firm finder of this process current; for processes that answer look-ups.</summary>
    public static IServiceCollection AddMatchingFirmFinder(this IServiceCollection services) => services
        .AddSingleton<FindableFirms>()
        .AddSingleton<ResidentFinder>()
        .AddSingleton<FirmFinderFollower>()
        .AddHostedService(provider => provider.GetRequiredService<FirmFinderFollower>());

    /// <summary>The steps of a load as consumers; for processes that work on loads.</summary>
    public static void AddIngest(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddConsumer<ReadDeliveryConsumer>();
        bus.AddConsumer<LinkDeliveryConsumer>();
        bus.AddConsumer<RelinkJudged>();
        bus.AddConsumer<IndexDeliveryConsumer>();
    }
}
