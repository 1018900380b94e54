using Matching.Search.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Search.Tests;

public sealed class EmbeddedFirmIndexTests : FirmIndexContract, IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddMatchingSearch(new ConfigurationBuilder().Build())
        .BuildServiceProvider();

    public void Dispose() => services.Dispose();

    protected override IFirmIndex NewIndex() =>
        new EmbeddedFirmIndex(TimeProvider.System, services.GetRequiredService<SearchMetrics>());
}
