using Matching.Search.Embedded;

using Matching.Tests.Servers;
namespace Matching.Search.Tests.Elasticsearch;

[NeedsElasticsearch]
public sealed class ElasticsearchFirmIndexTests : FirmIndexContract, IDisposable
{
    private readonly ElasticsearchIndices indices = new(ElasticsearchServer.Instance);

    protected override int Worlds => 3;

    public void Dispose() => indices.Dispose();

    [Fact]
    public async Task Both_indices_answer_alike_on_the_same_firms()
    {
        var random = new RandomFirms(2026);
        var firms = random.Firms(2_000);
        var cluster = await IndexOfAsync(firms);
        using var embedded = new EmbeddedFirmIndex(TimeProvider.System, indices.Metrics);
        await embedded.RebuildAsync(Stream(firms), AsOf, 0, Token);

        for (var i = 0; i < 60; i++)
        {
            var query = random.Query();
            var expected = await embedded.SearchAsync(query, Token);
            var actual = await cluster.SearchAsync(query, Token);

            Assert.Equal(expected.Total, actual.Total);
            Assert.Equal(expected.Hits.Select(hit => (hit.Document.Id, hit.Relevance)), actual.Hits.Select(hit => (hit.Document.Id, hit.Relevance)));
            Assert.Equal(
                expected.Hits.SelectMany(hit => hit.Highlights).SelectMany(found => found.Spans.Select(span => (found.Field, found.Text, span))),
                actual.Hits.SelectMany(hit => hit.Highlights).SelectMany(found => found.Spans.Select(span => (found.Field, found.Text, span))));
            Assert.Equal(
                expected.Facets.SelectMany(facet => facet.Values.Select(value => (facet.Facet, value))),
                actual.Facets.SelectMany(facet => facet.Values.Select(value => (facet.Facet, value))));
            if (query.Text.Trim().Length > 0)
            {
                var word = query.Text.Trim();
                Assert.Equal(await embedded.SuggestAsync(word, 20, Token), await cluster.SuggestAsync(word, 20, Token));
            }
        }
    }

    protected override IFirmIndex NewIndex() => indices.New();
}
