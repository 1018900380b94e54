using Matching.Domain.Firms;

namespace Matching.Search.Tests;

public abstract partial class FirmIndexContract
{
    /// <summary>How many random worlds are tried; fewer where every change is a round trip.</summary>
    protected virtual int Worlds => 40;

    private IEnumerable<int> Seeds => Enumerable.Range(1, Worlds);

    [Fact]
    public async Task Random_queries_are_answered_like_a_plain_scan()
    {
        foreach (var seed in Seeds)
        {
            var random = new RandomFirms(seed);
            var firms = random.Firms(60 + (seed * 7));
            var index = await IndexOfAsync(firms);
            await ExpectSameAnswersAsync(index, new NaiveSearch(firms), random, queries: 20);
        }
    }

    [Fact]
    public async Task Random_changes_leave_the_same_answers_as_a_plain_scan()
    {
        foreach (var seed in Seeds)
        {
            await ChangeAndCompareAsync(seed);
        }
    }

    private async Task ChangeAndCompareAsync(int seed)
    {
        var random = new RandomFirms(seed);
        var choice = new Random(seed);
        var held = random.Firms(50).ToDictionary(firm => firm.Id.Value);
        var index = await IndexOfAsync(held.Values);
        for (long version = 2; version < 40; version++)
        {
            var changed = Enumerable.Range(0, choice.Next(1, 4)).Select(_ => choice.Next(1, 90)).Distinct().Select(id => random.Firm(id, version)).ToList();
            var removed = choice.Next(1, 90);
            await index.ApplyAsync(changed, [(new FirmId(removed), version - 1)], version, Token);
            if (held.TryGetValue(removed, out var old) && old.Version < version)
            {
                held.Remove(removed);
            }

            foreach (var firm in changed)
            {
                held[firm.Id.Value] = firm;
            }
        }

        Assert.Equal(held.Count, (await index.CurrentAsync(Token))!.Documents);
        await ExpectSameAnswersAsync(index, new NaiveSearch(held.Values), random, queries: 10);
    }

    private static async Task ExpectSameAnswersAsync(IFirmIndex index, NaiveSearch expected, RandomFirms random, int queries)
    {
        for (var i = 0; i < queries; i++)
        {
            var query = random.Query();
            var answer = await index.SearchAsync(query, Token);
            var (ids, relevance) = expected.Ordered(query);
            var about = $"'{query.Text}' by {query.Sort}, filters {string.Join(";", query.Filters.Select(f => $"{f.Facet}+{string.Join(",", f.Include)}-{string.Join(",", f.Exclude)}"))}";

            Assert.True(ids.Count == answer.Total, $"{about}: {answer.Total} found, {ids.Count} expected");
            Assert.True(
                ids.Skip(query.Skip).Take(query.Take).SequenceEqual(answer.Hits.Select(hit => hit.Document.Id.Value)),
                $"{about}: {string.Join(",", answer.Hits.Select(hit => hit.Document.Id.Value))} but expected {string.Join(",", ids.Skip(query.Skip).Take(query.Take))}");
            Assert.All(answer.Hits.Zip(relevance.Skip(query.Skip)), pair => Assert.Equal(pair.Second, pair.First.Relevance, 1e-9));
            Assert.Equal(ids.Count > query.Skip + query.Take, answer.Next is not null);
            foreach (var facet in answer.Facets)
            {
                Assert.Equal(
                    expected.Counts(query, facet.Facet).OrderBy(value => value.Key, StringComparer.Ordinal),
                    facet.Values.ToDictionary(value => value.Code, value => value.Count).OrderBy(value => value.Key, StringComparer.Ordinal));
            }
        }
    }
}
