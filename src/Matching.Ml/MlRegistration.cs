using MassTransit;
using Matching.Ml.Drift;
using Matching.Ml.Preferences;
using Matching.Ml.Registry;
using Matching.Ml.Runs;
using Matching.Ml.Scoring;
using Matching.Ml.Training;
using Matching.Ml.TrainingSets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ml;

/// <summary>Registers features and scoring; the server and the command line use the same.</summary>
public static class MlRegistration
{
    public static IServiceCollection AddMatchingMl(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
#if MLNET
        services
            .AddSingleton<IRankTrainer>(new MlNet.MlNetTrainer(MlNet.MlNetKind.FastTree))
            .AddSingleton<IRankTrainer>(new MlNet.MlNetTrainer(MlNet.MlNetKind.LightGbm))
            .AddSingleton<IModelReader, MlNet.MlNetModelReader>();
#endif
        return services
            .AddSingleton<PointCards>()
            .AddSingleton<LendingPreferences>()
            .AddSingleton<ScoreFirms>()
            .AddSingleton<ScoreReader>()
            .AddSingleton<ScoreDelivery>()
            .AddSingleton<RecomputeScores>()
            .AddSingleton<IRankTrainer, RankTrainer>()
            .AddSingleton<IModelReader, OwnModelReader>()
            .AddSingleton<Engines>()
            .AddSingleton<FreezeTrainingSet>()
            .AddSingleton<TrainingSetStore>()
            .AddSingleton<ModelRegistry>()
            .AddSingleton<TrainModel>()
            .AddSingleton<CarryOutTraining>()
            .AddSingleton<CompareModels>()
            .AddSingleton<ModelScoreReader>()
            .AddSingleton<MeasureDrift>();
    }

    /// <summary>For processes that work: carries out requested scorings of all firms, one when the day changes, and the fittings of models.</summary>
    public static IServiceCollection AddMatchingScoreRuns(this IServiceCollection services) => services
        .AddHostedService<ScoreRunWorker>()
        .AddHostedService<TrainingRunWorker>();

    /// <summary>The scoring step of a load as a consumer; for processes that work on loads.</summary>
    public static void AddMl(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddConsumer<ScoreDelivery>();
        bus.AddConsumer<ScoreRelinked>();
    }
}
