using System.Net.Http.Json;
using System.Text;
using Matching.Domain.Firms;
using Matching.Search.Elasticsearch;

using Matching.Tests.Servers;
namespace Matching.Search.Tests.Elasticsearch;

/// <summary>What happens when the cluster is busy, away, wrong or altered: a clear error, and no firm lost.</summary>
[NeedsElasticsearch]
public sealed class ElasticsearchFaultTests : IDisposable
{
    private static readonly DateOnly AsOf = new(2026, 11, 1);

    private readonly ElasticsearchServer server = ElasticsearchServer.Instance;
    private readonly ElasticsearchIndices indices = new(ElasticsearchServer.Instance);

    private static CancellationToken Token => CancellationToken.None;

    public void Dispose() => indices.Dispose();

    [Fact]
    public async Task Signs_in_with_password_or_key_and_names_the_setting_when_refused()
    {
        await using var proxy = await FaultyProxy.StartAsync(server.Url);
        proxy.Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("搜索:p:w"));
        var byPassword = indices.New(options => (options.Url, options.User, options.Password) = (proxy.Url, "搜索", "p:w"));
        Assert.Null(await byPassword.CurrentAsync(Token));

        proxy.Authorization = "ApiKey a2V5";
        var byKey = indices.New(options => (options.Url, options.ApiKey) = (proxy.Url, "a2V5"));
        Assert.Null(await byKey.CurrentAsync(Token));

        var refused = await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => byPassword.CurrentAsync(Token));
        Assert.Contains("Matching:Search:Elasticsearch:User", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("p:w", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trusts_the_named_authority_and_no_other()
    {
        using var ours = new TestAuthority();
        using var others = new TestAuthority();
        await using var proxy = await FaultyProxy.StartAsync(server.Url, ours.Certificate);

        var trusting = indices.New(options => (options.Url, options.CertificateAuthorityFile) = (proxy.Url, ours.File));
        Assert.Null(await trusting.CurrentAsync(Token));
        var pinnedElsewhere = indices.New(options => (options.Url, options.CertificateAuthorityFile) = (proxy.Url, others.File));
        await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => pinnedElsewhere.CurrentAsync(Token));
        var unpinned = indices.New(options => options.Url = proxy.Url);
        await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => unpinned.CurrentAsync(Token));
    }

    [Theory]
    [InlineData("7.17.23")]
    [InlineData("2.11.0")]
    [InlineData("10.0.0")]
    public async Task Server_of_another_version_is_refused_and_recovery_needs_no_restart(string version)
    {
        await using var proxy = await FaultyProxy.StartAsync(server.Url);
        proxy.Version = version;
        var index = indices.New(options => options.Url = proxy.Url);

        var refused = await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => index.CurrentAsync(Token));

        Assert.Contains(version, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Matching:Search:Elasticsearch:Url", refused.Message, StringComparison.Ordinal);
        proxy.Version = null;
        Assert.Null(await index.CurrentAsync(Token));
    }

    [Theory]
    [InlineData("Busy")]
    [InlineData("BusyItems")]
    [InlineData("DropBefore")]
    [InlineData("DropAfter")]
    public async Task Faults_in_the_middle_of_a_bulk_lose_and_double_nothing(string fault)
    {
        await using var proxy = await FaultyProxy.StartAsync(server.Url);
        var kind = Enum.Parse<BulkFault>(fault);
        proxy.OnBulk = number => number % 3 == 2 ? kind : BulkFault.None;
        var index = indices.New(options => (options.Url, options.BulkBytes) = (proxy.Url, 20_000));
        var firms = new RandomFirms(5).Firms(150);

        var version = await index.RebuildAsync(Stream(firms), AsOf, 0, Token);

        Assert.True(proxy.Bulks > 4, $"{proxy.Bulks} bulk requests");
        await ExpectAllAsync(index, firms, version);
    }

    [Fact]
    public async Task Cluster_that_stays_busy_is_reported_and_the_old_index_answers()
    {
        await using var proxy = await FaultyProxy.StartAsync(server.Url);
        var index = indices.New(options => (options.Url, options.BulkPatience) = (proxy.Url, TimeSpan.FromMilliseconds(150)));
        var firms = new RandomFirms(6).Firms(10);
        await index.RebuildAsync(Stream(firms), AsOf, 0, Token);
        proxy.OnBulk = _ => BulkFault.Busy;

        await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => index.RebuildAsync(Stream(firms.Take(3)), AsOf, 1, Token));

        await ExpectAllAsync(index, firms, (await index.CurrentAsync(Token))!);
        Assert.Single((await indices.Http.GetFromJsonAsync<Dictionary<string, object>>($"{indices.Alias}-*/_alias", Token))!);
    }

    [Fact]
    public async Task Index_removed_by_hand_counts_as_none_until_it_is_filled_again()
    {
        var index = indices.New();
        var firms = new RandomFirms(7).Firms(20);
        var version = await index.RebuildAsync(Stream(firms), AsOf, 5, Token);

        (await indices.Http.DeleteAsync(new Uri(version.Name, UriKind.Relative), Token)).EnsureSuccessStatusCode();

        await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => index.SearchAsync(new FirmQuery(), Token));
        await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => index.ApplyAsync([firms[0] with { Version = 6 }], [], 6, Token));
        Assert.Null(await index.CurrentAsync(Token));
        Assert.Equal(404, (int)(await indices.Http.GetAsync(new Uri(version.Name, UriKind.Relative), Token)).StatusCode);
        await ExpectAllAsync(index, firms, await index.RebuildAsync(Stream(firms), AsOf, 6, Token));
    }

    [Fact]
    public async Task Mapping_altered_by_hand_is_told_by_firm_and_reason_and_a_rebuild_cures_it()
    {
        var index = indices.New();
        var firms = new RandomFirms(8).Firms(5);
        var version = await index.RebuildAsync(Stream([]), AsOf, 0, Token);
        await indices.Http.DeleteAsync(new Uri(version.Name, UriKind.Relative), Token);
        var altered = new
        {
            mappings = new
            {
                dynamic = "strict",
                _meta = new { schema = "s1", asOf = "2026-11-01", appliedChange = 0, rebuiltAt = 0 },
                properties = new { id = new { type = "long" } },
            },
            aliases = new Dictionary<string, object> { [indices.Alias] = new { } },
        };
        (await indices.Http.DeleteAsync(new Uri($"_index_template/{indices.Alias}", UriKind.Relative), Token)).EnsureSuccessStatusCode();
        (await indices.Http.PutAsJsonAsync($"{indices.Alias}-s1-by-hand", altered, Token)).EnsureSuccessStatusCode();

        var refused = await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => index.ApplyAsync(firms, [], 1, Token));

        Assert.Contains($"firm {firms[0].Id.Value}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("strict_dynamic_mapping_exception", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await index.CurrentAsync(Token))!.AppliedChange);
        await ExpectAllAsync(index, firms, await index.RebuildAsync(Stream(firms), AsOf, 1, Token));
    }

    [Fact]
    public async Task Another_process_sees_the_new_index_and_its_late_write_loses()
    {
        var first = indices.New();
        var alias = indices.Alias;
        var second = indices.New(options => options.Alias = alias);
        var firms = new RandomFirms(9).Firms(10);
        await first.RebuildAsync(Stream(firms), AsOf, 1, Token);
        Assert.Equal(10, (await second.SearchAsync(new FirmQuery(), Token)).Total);

        await first.ApplyAsync([firms[0] with { Version = 9, Name = "新" }], [], 9, Token);
        await second.ApplyAsync([firms[0] with { Version = 8, Name = "旧" }], [], 8, Token);
        Assert.Equal("新", (await second.FindAsync(firms[0].Id, Token))!.Name);
        Assert.Equal(9, (await second.CurrentAsync(Token))!.AppliedChange);

        var rebuilt = await first.RebuildAsync(Stream(firms.Take(4)), AsOf, 10, Token);
        var answer = await second.SearchAsync(new FirmQuery(), Token);
        Assert.Equal((4, rebuilt.Name), (answer.Total, answer.Index.Name));
    }

    [Fact]
    public async Task Server_killed_in_the_middle_of_a_bulk_and_started_again_loses_nothing()
    {
        using var own = new ElasticsearchServer();
        if (!own.IsOurs)
        {
            // A cluster of others is not killed; the dropped connections above stand for it.
            return;
        }

        using var ownIndices = new ElasticsearchIndices(own);
        await using var proxy = await FaultyProxy.StartAsync(own.Url);
        var restart = new TaskCompletionSource<Task>();
        proxy.OnBulk = number =>
        {
            if (number == 4)
            {
                restart.SetResult(Task.Run(async () =>
                {
                    await own.KillAsync();
                    await own.StartAgainAsync();
                }));
            }

            return BulkFault.None;
        };
        var index = ownIndices.New(options => (options.Url, options.BulkBytes) = (proxy.Url, 20_000));
        var firms = new RandomFirms(10).Firms(400);

        var version = await index.RebuildAsync(Stream(firms), AsOf, 0, Token);

        await await restart.Task;
        await ExpectAllAsync(index, firms, version);
    }

    private static async Task ExpectAllAsync(ElasticsearchFirmIndex index, List<FirmDocument> firms, IndexVersion version)
    {
        Assert.Equal(firms.Count, version.Documents);
        var held = new List<long>();
        string? after = null;
        do
        {
            var answer = await index.SearchAsync(new FirmQuery { Take = 200, After = after }, Token);
            Assert.Equal(firms.Count, answer.Total);
            held.AddRange(answer.Hits.Select(hit => hit.Document.Id.Value));
            after = answer.Next;
        }
        while (after is not null);
        Assert.Equal(firms.Select(firm => firm.Id.Value).Order(), held.Order());
        Assert.Equal(firms[^1].Name, (await index.FindAsync(new FirmId(firms[^1].Id.Value), Token))!.Name);
    }

    private static async IAsyncEnumerable<FirmDocument> Stream(IEnumerable<FirmDocument> firms)
    {
        foreach (var firm in firms)
        {
            await Task.Yield();
            yield return firm;
        }
    }
}
