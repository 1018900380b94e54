using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Faults;

/// <summary>Processes and servers are ended at random moments of a load; afterwards all is as if nothing had happened.</summary>
/// <remarks>A few short runs by default; <c>MATCHING_FAULT_RUNS</c> makes them many.</remarks>
[Collection(nameof(Survival))]
public sealed class CrashTests
{
    [Fact]
    public async Task Embedded_load_survives_kills_of_its_process()
    {
        for (var run = 1; run <= Survival.Setting("MATCHING_FAULT_RUNS", 3); run++)
        {
            await Survival.AssertAsync("embedded", Survival.Seed + run, () => new EmbeddedProduct(), new Crashes(Survival.Seed + run, 3, 4 * Stretch));
        }
    }

    [Fact]
    [NeedsPostgres(OwnServer = true)]
    [NeedsRabbitMq]
    public async Task Scaled_out_load_survives_kills_of_any_process_and_restarts_of_any_server()
    {
        for (var run = 1; run <= Survival.Setting("MATCHING_FAULT_RUNS", 1); run++)
        {
            await Survival.AssertAsync("scaled out", Survival.Seed + run, () => new ScaledOutProduct(), new Crashes(Survival.Seed + run, 4, 5 * Stretch));
        }
    }

    /// <summary>Pauses between crashes grow with the load.</summary>
    private static double Stretch => Math.Max(1, Survival.Firms / 3000.0);
}
