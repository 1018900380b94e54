using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Features.Reviews;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Site;
using Matching.Storage.Linkages.Journal;

namespace Matching.Api.Tests.Reviews;

public sealed class ReviewPagesTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    [Fact]
    public async Task A_doubtful_row_is_judged_confirmed_by_a_second_person_and_undone()
    {
        var item = await site.QuestionAsync();
        var (optics, materials, before) = (await site.FirmAsync(InventedLists.Optics), await site.CodedFirmAsync(InventedLists.Materials), await site.FirmOfRowAsync());
        using var publisher = await site.SignedInAsync("publisher");
        Assert.Contains("代码与名称不符", await publisher.GetStringAsync("/reviews"), StringComparison.Ordinal);
        var desk = await publisher.GetStringAsync($"/reviews/{item.Id}");
        Assert.Contains("<mark>", desk, StringComparison.Ordinal);
        Assert.Contains("起点", desk, StringComparison.Ordinal);
        Assert.Contains("data-key=\"1\"", desk, StringComparison.Ordinal);

        // Not the firm of the code: the other one is still to be answered.
        var different = await PostAsync(publisher, item.Id, "Different", ("firm", $"{optics}"));
        Assert.Equal($"/reviews/{item.Id}", different.Headers.Location?.ToString());
        var same = await PostAsync(publisher, item.Id, "Same", ("firm", $"{materials}"), ("why", "核对原件"));
        Assert.Equal(HttpStatusCode.Redirect, same.StatusCode);
        await site.RelinkAsync();
        Assert.Equal(before, await site.FirmOfRowAsync());

        var list = await publisher.GetStringAsync("/reviews");
        Assert.Contains("等待第二人复核 1 项", list, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Confirm", list, StringComparison.Ordinal);
        var entry = await WaitingAsync();
        var own = await PoolSite.PostAsync(publisher, "/reviews", "/reviews?handler=Confirm", ("entry", $"{entry}"));
        Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        using var reviewer = await site.SignedInAsync("reviewer");
        var confirmed = await PoolSite.PostAsync(reviewer, "/reviews", "/reviews?handler=Confirm", ("entry", $"{entry}"));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        await site.RelinkAsync();
        Assert.Equal(materials.Value, await site.FirmOfRowAsync());

        // U twice: first the match, then the parting.
        await PostAsync(publisher, item.Id, "Undo");
        var undone = await PostAsync(publisher, item.Id, "Undo");
        Assert.Equal($"/reviews/{item.Id}", undone.Headers.Location?.ToString());
        await site.RelinkAsync();
        Assert.Equal(before, await site.FirmOfRowAsync());
        Assert.Null((await site.QuestionAsync()).ClosedAt);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(publisher, item.Id, "Undo")).StatusCode);

        Assert.Equal(2, (await site.AuditAsync("publisher", "link-judged")).Count);
        Assert.Equal($"{entry}", Assert.Single(await site.AuditAsync("reviewer", "judgement-confirmed")).Subject);
        Assert.Equal(2, (await site.AuditAsync("publisher", "judgement-taken-back")).Count);
        Assert.Contains("已撤销", await publisher.GetStringAsync("/reviews/judgements"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_not_tells_prior_bars_constraint_and_threshold_in_one_form_for_page_and_programs()
    {
        var (optics, materials) = (await site.FirmAsync(InventedLists.Optics), await site.CodedFirmAsync(InventedLists.Materials));
        using var reviewer = await site.SignedInAsync("reviewer");

        var answer = await reviewer.GetFromJsonAsync<JsonElement>($"/api/links/explanation?left={optics}&right={materials}");

        var explanation = answer.GetProperty("explanation");
        Assert.Equal("CodesDiffer", explanation.GetProperty("constraint").GetProperty("kind").GetString());
        Assert.False(explanation.GetProperty("isOneFirm").GetBoolean());
        var bars = explanation.GetProperty("fields").EnumerateArray().Sum(field => field.GetProperty("bits").GetDouble());
        Assert.Equal(explanation.GetProperty("totalBits").GetDouble(), explanation.GetProperty("priorBits").GetDouble() + bars, 1);
        Assert.Contains("两个不同的有效代码", await reviewer.GetStringAsync($"/reviews/compare?left={optics}&right={materials}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reviewer.GetAsync("/api/links/explanation?left=F9999999&right=F0000001")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await reviewer.GetAsync("/api/links/explanation?left=x&right=F0000001")).StatusCode);
        Assert.Contains("F0000012", await reviewer.GetStringAsync("/reviews/compare?left=abc&right=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_firms_with_codes_are_not_merged_without_a_stated_change_of_code()
    {
        var (optics, medicine) = (await site.FirmAsync(InventedLists.Optics), await site.FirmAsync(InventedLists.Medicine));
        using var publisher = await site.SignedInAsync("publisher");

        var refused = await PoolSite.PostAsync(
            publisher, $"/reviews/compare?left={optics}&right={medicine}", "/reviews/compare?handler=Merge", ("left", $"{optics}"), ("right", $"{medicine}"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("代码变更", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_firm_is_found_by_words_and_compared_with()
    {
        var item = await site.QuestionAsync();
        using var reviewer = await site.SignedInAsync("reviewer");

        var found = await reviewer.GetStringAsync($"/reviews/{item.Id}?find={Uri.EscapeDataString("琮和")}");
        var medicine = await site.FirmAsync(InventedLists.Medicine);
        Assert.Contains($"/reviews/{item.Id}?firm={medicine}", found, StringComparison.Ordinal);

        Assert.Contains($"/firms/{medicine}", await reviewer.GetStringAsync($"/reviews/{item.Id}?firm={medicine}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reviewer.GetAsync("/reviews/999999")).StatusCode);
    }

    [Fact]
    public async Task Quality_page_tells_completeness_rules_sizes_and_what_a_relink_would_change()
    {
        using var analyst = await site.SignedInAsync("analyst");

        var html = await analyst.GetStringAsync("/reviews/quality?dryRun=true");

        Assert.Contains("信用代码一致", html, StringComparison.Ordinal);
        Assert.Contains("估计查全率", html, StringComparison.Ordinal);
        Assert.Contains("<dt>拆分</dt><dd>0</dd>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("武汉甲禾科技", "武汉甲禾科枝", "武汉甲禾科[技]", "武汉甲禾科[枝]")]
    [InlineData("甲科技公司", "甲公司", "甲[科技]公司", "甲公司")]
    [InlineData("甲", "甲", "甲", "甲")]
    [InlineData("", "甲", "", "甲")]
    public void Differing_characters_are_marked(string left, string right, string markedLeft, string markedRight)
    {
        var marked = Difference.Of(left, right);

        Assert.Equal((markedLeft, markedRight), (Text(marked.Left), Text(marked.Right)));

        static string Text(IReadOnlyList<TextPiece> pieces) => string.Concat(pieces.Select(piece => piece.IsMarked ? $"[{piece.Text}]" : piece.Text));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, long item, string handler, params (string, string)[] fields) =>
        PoolSite.PostAsync(client, $"/reviews/{item}", $"/reviews/{item}?handler={handler}", fields);

    private async Task<long> WaitingAsync()
    {
        await using var db = await site.OpenDatabaseAsync();
        return Assert.Single((await db.JudgementsAsync(null, CancellationToken.None)).Waiting).Number;
    }
}
