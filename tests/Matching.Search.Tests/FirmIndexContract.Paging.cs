namespace Matching.Search.Tests;

public abstract partial class FirmIndexContract
{
    [Theory]
    [InlineData(FirmSort.Relevance, "科技")]
    [InlineData(FirmSort.Relevance, "科技 公司")]
    [InlineData(FirmSort.Relevance, "")]
    [InlineData(FirmSort.Points, "科技")]
    [InlineData(FirmSort.LatestFact, "")]
    [InlineData(FirmSort.VentureAmount, "")]
    [InlineData(FirmSort.RegisteredOn, "光")]
    public async Task Cursor_walk_reads_what_one_long_page_reads(FirmSort sort, string text)
    {
        var firms = new RandomFirms(3).Firms(190);
        var index = await IndexOfAsync(firms);
        var query = new FirmQuery { Text = text, Sort = sort, Take = 200 };

        var walked = new List<long>();
        await foreach (var page in PagesAsync(index, query with { Take = 7 }))
        {
            walked.AddRange(page);
        }

        Assert.Equal(await IdsAsync(index, query), walked);
        Assert.NotEmpty(walked);
    }

    [Theory]
    [InlineData(FirmSort.Relevance)]
    [InlineData(FirmSort.Points)]
    [InlineData(FirmSort.RegisteredOn)]
    public async Task Cursor_walk_neither_repeats_nor_drops_untouched_firms_while_others_change(FirmSort sort)
    {
        var random = new RandomFirms(5);
        var firms = random.Firms(150);
        var index = await IndexOfAsync(firms);
        var untouched = firms.Where(firm => firm.Id.Value % 3 != 0).Select(firm => firm.Id.Value).ToHashSet();
        var query = new FirmQuery { Sort = sort, Take = 11 };
        var expected = (await IdsAsync(index, query with { Take = 200 })).Where(untouched.Contains).ToList();

        var walked = new List<long>();
        long version = 2;
        await foreach (var page in PagesAsync(index, query))
        {
            walked.AddRange(page.Where(untouched.Contains));
            var changed = firms.Where(firm => firm.Id.Value % 3 == 0 && (firm.Id.Value / 3 + version) % 2 == 0);
            await index.ApplyAsync([.. changed.Select(firm => random.Firm(firm.Id.Value, version))], [], version, Token);
            version++;
        }

        Assert.Equal(expected, walked);
    }

    [Theory]
    [InlineData(-1, 20, "before the first")]
    [InlineData(10_001, 20, "too deep; the cursor reads on")]
    [InlineData(0, 0, "nothing wanted")]
    [InlineData(0, 201, "too many at once")]
    public async Task Pages_out_of_range_are_refused(int skip, int take, string because)
    {
        var index = await IndexOfAsync(FourFirms);

        var refusal = await Record.ExceptionAsync(() => index.SearchAsync(new FirmQuery { Skip = skip, Take = take }, Token));

        Assert.True(refusal is ArgumentException, because);
    }

    [Fact]
    public async Task Cursor_of_another_order_and_made_up_cursors_are_refused()
    {
        var index = await IndexOfAsync(FourFirms);
        var next = (await index.SearchAsync(new FirmQuery { Sort = FirmSort.Points, Take = 1 }, Token)).Next;

        Assert.NotNull(next);
        foreach (var cursor in new[] { next, "", "x", "1-2", "1-zz-1" })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(
                () => index.SearchAsync(new FirmQuery { Sort = FirmSort.RegisteredOn, After = cursor }, Token));
        }
    }

    [Fact]
    public async Task Last_page_has_no_cursor_and_a_page_past_the_end_is_empty()
    {
        var index = await IndexOfAsync(FourFirms);

        Assert.Null((await index.SearchAsync(new FirmQuery { Take = 4 }, Token)).Next);
        var past = await index.SearchAsync(new FirmQuery { Skip = 10 }, Token);
        Assert.Equal((4, 0), (past.Total, past.Hits.Count));
        Assert.Null(past.Next);
    }

    private static async IAsyncEnumerable<IReadOnlyList<long>> PagesAsync(IFirmIndex index, FirmQuery query)
    {
        for (string? after = null; ;)
        {
            var answer = await index.SearchAsync(query with { After = after }, Token);
            yield return [.. answer.Hits.Select(hit => hit.Document.Id.Value)];
            after = answer.Next;
            if (after is null)
            {
                yield break;
            }
        }
    }
}
