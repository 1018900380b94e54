using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Site;
using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Tests.Status;

public sealed class StatusPageTests(LoadedSite site) : IClassFixture<LoadedSite>
{
    [Fact]
    public async Task Admin_sees_index_jobs_and_messages_and_others_do_not()
    {
        using var admin = await site.SignedInAsync("admin");
        var html = await admin.GetStringAsync("/status");
        Assert.Contains("待发消息", html, StringComparison.Ordinal);
        Assert.Contains("落后 0 处改动", html, StringComparison.Ordinal);

        var status = await admin.GetFromJsonAsync<JsonElement>("/api/status");
        Assert.Equal(0, status.GetProperty("index").GetProperty("behind").GetInt64());
        Assert.Equal(0, status.GetProperty("unscored").GetInt32());
        using var publisher = await site.SignedInAsync("publisher");
        Assert.Equal(HttpStatusCode.Forbidden, (await publisher.GetAsync(new Uri("/status", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Dead_letter_is_shown_as_text_sent_again_once_and_audited()
    {
        var id = await AddAsync(typeof(FirmsScored).FullName, $$"""{"JobId":"{{Guid.NewGuid()}}","DeliveryId":"{{Guid.NewGuid()}}"}""", "TimeoutException: <b>away</b>");
        using var admin = await site.SignedInAsync("admin");
        var html = await admin.GetStringAsync("/status");
        Assert.Contains("TimeoutException: &lt;b&gt;away", html, StringComparison.Ordinal);

        var sent = await PoolSite.PostAsync(admin, "/status", "/status?handler=Replay", ("id", $"{id}"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var again = await PoolSite.PostAsync(admin, "/status", "/status?handler=Replay", ("id", $"{id}"));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains("已由 admin", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await using var db = await site.OpenDatabaseAsync();
        Assert.Equal(DeadLetterState.Replayed, (await db.DeadLetters.SingleAsync(letter => letter.Id == id)).State);
        Assert.Equal($"{id}", Assert.Single(await site.AuditAsync("admin", "dead-letter-replayed")).Subject);
    }

    [Fact]
    public async Task What_is_no_message_of_ours_can_only_be_set_aside()
    {
        var id = await AddAsync(null, "hello", null);
        using var admin = await site.SignedInAsync("admin");
        var refused = await PoolSite.PostAsync(admin, "/status", "/status?handler=Replay", ("id", $"{id}"));
        Assert.Contains("只能作废", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var discarded = await PoolSite.PostAsync(admin, "/status", "/status?handler=Discard", ("id", $"{id}"));
        Assert.Equal(HttpStatusCode.Redirect, discarded.StatusCode);
        var unknown = await PoolSite.PostAsync(admin, "/status", "/status?handler=Discard", ("id", "999999"));
        Assert.Equal(HttpStatusCode.Conflict, unknown.StatusCode);
    }

    private async Task<long> AddAsync(string? type, string body, string? error)
    {
        await using var db = await site.OpenDatabaseAsync();
        var letter = new DeadLetter { MessageId = Guid.NewGuid(), Queue = "index-delivery", Type = type, Body = body, Error = error, At = site.Clock.GetUtcNow() };
        db.DeadLetters.Add(letter);
        await db.SaveChangesAsync();
        return letter.Id;
    }
}
