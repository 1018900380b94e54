using Matching.Ingest;
using Matching.Ml;
using Matching.Search;
using Matching.Storage.Messaging;

namespace Matching.Api.Features.Shared;

/// <summary>What a server does beside answering: everything in the embedded way of running, next to nothing where workers do it.</summary>
internal static class Work
{
    public static void AddWork(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        var carriesOut = (configuration.GetSection(ProcessOptions.Section).Get<ProcessOptions>() ?? new ProcessOptions()).CarriesOutWork;

        // An index in memory is this process's own; a shared one is kept by whoever works.
        if (carriesOut || !SearchRegistration.IsShared(configuration))
        {
            services.AddMatchingIndexFollower();
        }

        if (carriesOut)
        {
            services.AddMatchingScoreRuns().AddMatchingNameComparison();
        }

        services.AddMatchingMessaging(configuration, consumers =>
        {
            if (carriesOut)
            {
                consumers.AddIngest();
                consumers.AddMl();
            }
        });
    }
}
