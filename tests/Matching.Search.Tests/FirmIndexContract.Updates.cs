using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Search.Tests;

public abstract partial class FirmIndexContract
{
    [Fact]
    public async Task Before_the_first_build_the_index_is_unavailable()
    {
        var index = NewIndex();

        var unavailable = await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => index.SearchAsync(new FirmQuery(), Token));

        Assert.True(unavailable.RetryAfter > TimeSpan.Zero);
        await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => index.SuggestAsync("甲", 5, Token));
        await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => index.FindAsync(new FirmId(1), Token));
        await Assert.ThrowsAsync<SearchIndexUnavailableException>(() => index.ApplyAsync([], [], 1, Token));
        Assert.Null(await index.CurrentAsync(Token));
    }

    [Fact]
    public async Task Empty_index_answers_zero()
    {
        var index = await IndexOfAsync();

        var answer = await index.SearchAsync(new FirmQuery { Text = "甲", Facets = [FirmFacet.City] }, Token);

        Assert.Equal((0, 0), (answer.Total, answer.Hits.Count));
        Assert.Empty(Assert.Single(answer.Facets).Values);
        Assert.Empty(await index.SuggestAsync("甲", 5, Token));
        Assert.Null(await index.FindAsync(new FirmId(1), Token));
        Assert.Equal(0, (await index.CurrentAsync(Token))!.Documents);
    }

    [Fact]
    public async Task Changed_firm_is_found_by_its_new_text_only()
    {
        var index = await IndexOfAsync(Firm(1, "旧名有限公司"), Firm(2, "别家有限公司"));

        await index.ApplyAsync([Firm(1, "新名有限公司") with { Version = 2, FormerNames = [] }], [], 2, Token);

        Assert.Empty(await IdsAsync(index, "旧名"));
        Assert.Equal([1], await IdsAsync(index, "新名"));
        Assert.Equal("新名有限公司", (await index.FindAsync(new FirmId(1), Token))!.Name);
        var version = await index.CurrentAsync(Token);
        Assert.Equal((2L, 2), (version!.AppliedChange, version.Documents));
    }

    [Fact]
    public async Task Late_older_write_loses()
    {
        var index = await IndexOfAsync(Firm(1, "甲有限公司"));
        await index.ApplyAsync([Firm(1, "乙有限公司") with { Version = 9 }], [], 9, Token);

        await index.ApplyAsync([Firm(1, "丙有限公司") with { Version = 8 }], [(new FirmId(1), 7)], 8, Token);

        Assert.Equal("乙有限公司", (await index.FindAsync(new FirmId(1), Token))!.Name);
        Assert.Equal(9, (await index.CurrentAsync(Token))!.AppliedChange);
    }

    [Fact]
    public async Task Removed_firm_does_not_come_back_with_a_late_write()
    {
        var index = await IndexOfAsync(Firm(1, "甲有限公司"), Firm(2, "乙有限公司"));
        await index.ApplyAsync([], [(new FirmId(1), 5)], 5, Token);

        await index.ApplyAsync([Firm(1, "甲有限公司") with { Version = 4 }], [], 6, Token);
        Assert.Null(await index.FindAsync(new FirmId(1), Token));
        Assert.Equal([2], await IdsAsync(index, "有限公司"));

        await index.ApplyAsync([Firm(1, "甲有限公司") with { Version = 7 }], [], 7, Token);
        Assert.Equal([1, 2], await IdsAsync(index, "有限公司"));
    }

    [Fact]
    public async Task Of_two_versions_in_one_batch_the_higher_stays()
    {
        var index = await IndexOfAsync();

        await index.ApplyAsync([Firm(1, "后有限公司") with { Version = 3 }, Firm(1, "先有限公司") with { Version = 2 }], [], 3, Token);

        Assert.Equal([1], await IdsAsync(index, "后"));
        Assert.Empty(await IdsAsync(index, "先"));
    }

    [Fact]
    public async Task Old_index_answers_until_the_new_one_is_complete()
    {
        var index = await IndexOfAsync(Firm(1, "旧有限公司"));
        var halfway = new TaskCompletionSource();
        var rebuild = index.RebuildAsync(HalfThenRestAsync(halfway.Task), AsOf.AddDays(1), 10, Token);

        Assert.Equal([1], await IdsAsync(index, "有限公司"));
        Assert.False(rebuild.IsCompleted);
        halfway.SetResult();
        var version = await rebuild;

        Assert.Equal([2, 3], await IdsAsync(index, "有限公司"));
        Assert.Equal((AsOf.AddDays(1), 10L, 2), (version.AsOf, version.AppliedChange, version.Documents));
        Assert.Equal(version, await index.CurrentAsync(Token));
    }

    [Fact]
    public async Task Failed_rebuild_leaves_the_old_index_in_use()
    {
        var index = await IndexOfAsync(Firm(1, "旧有限公司"));

        await Assert.ThrowsAsync<TimeoutException>(
            () => index.RebuildAsync(HalfThenRestAsync(Task.FromException(new TimeoutException())), AsOf, 10, Token));

        Assert.Equal([1], await IdsAsync(index, "有限公司"));
        await index.ApplyAsync([Firm(2, "新有限公司") with { Version = 2 }], [], 2, Token);
        Assert.Equal([1, 2], await IdsAsync(index, "有限公司"));
    }

    [Fact]
    public async Task Write_older_than_the_rebuild_does_not_bring_back_a_firm_the_rebuild_left_out()
    {
        var index = NewIndex();
        await index.RebuildAsync(Stream([Firm(1, "甲有限公司")]), AsOf, appliedChange: 50, Token);

        await index.ApplyAsync([Firm(2, "乙有限公司") with { Version = 40 }], [], 50, Token);

        Assert.Null(await index.FindAsync(new FirmId(2), Token));
    }

    [Fact]
    public async Task Documents_come_back_as_they_went_in()
    {
        var firms = new RandomFirms(11).Firms(80);
        var index = await IndexOfAsync(firms);

        foreach (var firm in firms)
        {
            AssertSame(firm, await index.FindAsync(firm.Id, Token));
        }
    }

    [Fact]
    public async Task Unusual_texts_come_back_as_they_went_in()
    {
        var firm = Firm(1, "ＡＢＣ㈱（武漢）𠮷野家 Co., Ltd.", 12.345678m) with
        {
            ShortNames = ["", " ", "É"],
            BusinessScope = new string('光', 70_000) + "Ａ" + new string('迅', 70_000) + "Ｂ",
            VentureAmountCny = 1_234_567.89m,
            Region = new RegionCode(420000),
        };
        var index = await IndexOfAsync(firm);

        AssertSame(firm, await index.FindAsync(firm.Id, Token));
        Assert.Equal([1], await IdsAsync(index, "光a迅"));
    }

    private static void AssertSame(FirmDocument expected, FirmDocument? actual)
    {
        Assert.NotNull(actual);
        foreach (var property in typeof(FirmDocument).GetProperties())
        {
            // Lists are compared value by value, the rest by equality.
            Assert.Equal((object?)property.GetValue(expected), property.GetValue(actual));
        }
    }

    private static async IAsyncEnumerable<FirmDocument> HalfThenRestAsync(Task halfway)
    {
        yield return Firm(2, "新一有限公司");
        await halfway;
        yield return Firm(3, "新二有限公司");
    }
}
