using Matching.Search.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Matching.Search.Tests;

public sealed class EmbeddedFirmIndexTests : FirmIndexContract, IDisposable
{
    private readonly ServiceProvider services = Services("Embedded");

    public void Dispose() => services.Dispose();

    [Fact]
    public void Embedded_is_the_default_and_one_for_all()
    {
        var index = services.GetRequiredService<IFirmIndex>();

        Assert.IsType<EmbeddedFirmIndex>(index);
        Assert.Same(index, services.GetRequiredService<IFirmIndex>());
        using var unset = Services(null);
        Assert.IsType<EmbeddedFirmIndex>(unset.GetRequiredService<IFirmIndex>());
    }

    [Fact]
    public void Unknown_index_is_refused_at_start()
    {
        using var wrong = Services("7");

        Assert.Throws<OptionsValidationException>(() => wrong.GetRequiredService<IStartupValidator>().Validate());
    }

    [Fact]
    public async Task Firms_of_several_segments_are_searched_counted_and_ordered_as_one()
    {
        const int Firms = 140_000;
        var index = await IndexOfAsync(Enumerable.Range(1, Firms).Select(id =>
            Firm(id, id % 1000 == 0 ? $"千{id}有限公司" : $"其余{id}有限公司", id % 101) with { Grade = (id % 10) + 1 }));

        var thousands = await index.SearchAsync(new FirmQuery { Text = "千", Take = 3, Facets = [FirmFacet.Grade] }, Token);
        var all = await index.SearchAsync(new FirmQuery { Text = "有限", Sort = FirmSort.Points, Skip = 1_385, Take = 2, Facets = [FirmFacet.Grade] }, Token);

        Assert.Equal(140, thousands.Total);
        Assert.Equal([new FacetValue("1", 140)], thousands.Facets[0].Values);
        Assert.Equal([91_000, 81_000, 71_000], thousands.Hits.Select(hit => hit.Document.Id.Value));
        Assert.Equal(Firms, all.Total);
        Assert.All(all.Facets[0].Values, value => Assert.Equal(14_000, value.Count));
        Assert.Equal([100m, 99m], all.Hits.Select(hit => hit.Document.Points!.Value));
    }

    [Fact]
    public async Task Searchers_see_whole_batches_only_while_a_writer_works()
    {
        var index = await IndexOfAsync(Enumerable.Range(1, 50).Select(id => Firm(id, "第1批有限公司")));
        using var done = new CancellationTokenSource();
        var searchers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var searches = 0;
            while (!done.IsCancellationRequested || searches == 0)
            {
                var answer = await index.SearchAsync(new FirmQuery { Take = 200 }, Token);
                Assert.Equal(50, answer.Total);
                Assert.Single(answer.Hits.Select(hit => hit.Document.Name).Distinct());
                searches++;
            }

            return searches;
        })).ToList();

        for (var batch = 2; batch < 120; batch++)
        {
            await index.ApplyAsync([.. Enumerable.Range(1, 50).Select(id => Firm(id, $"第{batch}批有限公司") with { Version = batch })], [], batch, Token);
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(searchers), searches => Assert.True(searches > 0));
    }

    protected override IFirmIndex NewIndex() =>
        new EmbeddedFirmIndex(TimeProvider.System, services.GetRequiredService<SearchMetrics>());

    private static ServiceProvider Services(string? kind) =>
        new ServiceCollection()
            .AddMatchingSearch(new ConfigurationBuilder()
                .AddInMemoryCollection(kind is null ? [] : [new("Matching:Search:Index", kind)])
                .Build())
            .BuildServiceProvider();
}
