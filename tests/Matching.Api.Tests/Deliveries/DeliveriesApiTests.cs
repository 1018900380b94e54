using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Matching.Api.Tests.Site;
using Matching.Ingest.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Deliveries;

/// <summary>A program hands a list over as a person does on the page: the same looks, the same refusals.</summary>
public sealed class DeliveriesApiTests(BareSite site) : IClassFixture<BareSite>
{
    [Fact]
    public async Task List_is_looked_at_confirmed_and_followed_until_it_is_loaded()
    {
        using var publisher = await ProgramAsync("publisher");
        using var looked = await UploadAsync(publisher, "2025年第一批高新技术企业认定名单.csv", List("GR202542000001"));
        var preview = await JsonAsync(looked, HttpStatusCode.OK);
        Assert.Equal("high-tech-firms", preview.GetProperty("library").GetString());
        Assert.True(preview.GetProperty("isRecognised").GetBoolean());
        var rows = preview.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["skipped", "understood", "rejected"], rows.Select(row => row.GetProperty("outcome").GetString()!));
        Assert.Equal("武汉市接口科技有限公司", rows[1].GetProperty("units")[0].GetString());
        Assert.NotEmpty(rows[2].GetProperty("issues").EnumerateArray());
        Assert.Equal(0, await CountAsync());

        using var confirmed = await publisher.PostAsync($"/api/deliveries/{preview.GetProperty("upload").GetString()}/confirm", null);
        var delivery = await JsonAsync(confirmed, HttpStatusCode.Accepted);
        Assert.Equal(("Received", "Reading"), (delivery.GetProperty("state").GetString(), delivery.GetProperty("step").GetString()));
        await using (var db = await site.OpenDatabaseAsync())
        {
            var job = await db.Jobs.SingleAsync();
            await site.Services.GetRequiredService<DeliverySteps>().ReadAsync(job.Id, CancellationToken.None);
        }

        using var reviewer = await site.SignedInAsync("reviewer");
        var followed = await reviewer.GetFromJsonAsync<JsonElement>(confirmed.Headers.Location);
        var ledger = followed.GetProperty("ledger");
        Assert.Equal((3, 1, 1, 1), (Number(ledger, "read"), Number(ledger, "accepted"), Number(ledger, "skipped"), Number(ledger, "rejected")));
        Assert.Single(await site.AuditAsync("publisher", "delivery-received"));

        using var again = await UploadAsync(publisher, "又一次.csv", List("GR202542000001"));
        using var twice = await publisher.PostAsync($"/api/deliveries/{(await JsonAsync(again, HttpStatusCode.OK)).GetProperty("upload").GetString()}/confirm", null);
        Assert.Equal(delivery.GetProperty("id").GetGuid(), (await JsonAsync(twice, HttpStatusCode.Conflict)).GetProperty("delivery").GetGuid());
        Assert.Equal(1, await CountAsync());
    }

    [Theory]
    [InlineData("空.csv", "", "", "", 422, "deliveries/file-empty", "an empty file")]
    [InlineData("说明.pdf", "%PDF-1.7", "", "", 422, "deliveries/", "no list at all")]
    [InlineData("随笔.txt", "今天天气很好。", "", "", 422, "deliveries/", "prose")]
    [InlineData("名单.csv", "企业名称,证书编号\n甲科技有限公司,GR202542000009\n", "books", "", 400, "deliveries/bad-library", "no such library")]
    [InlineData("名单.csv", "企业名称,证书编号\n甲科技有限公司,GR202542000009\n", "", "2025/3/20", 400, "deliveries/bad-day", "a day written another way")]
    public async Task What_cannot_be_taken_is_refused_with_a_type_and_a_sentence_and_nothing_is_kept(
        string name, string content, string library, string publishedOn, int status, string type, string because)
    {
        using var publisher = await ProgramAsync("publisher");
        using var answer = await UploadAsync(publisher, name, Encoding.UTF8.GetBytes(content), ("library", library), ("publishedOn", publishedOn));

        var problem = await JsonAsync(answer, (HttpStatusCode)status);
        Assert.True(problem.GetProperty("type").GetString()!.StartsWith($"/problems/{type}", StringComparison.Ordinal), $"{because}: {problem}");
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        var uploads = Path.Combine(site.DataFolder, "uploads");
        Assert.True(!Directory.Exists(uploads) || Directory.GetFiles(uploads).All(file => !File.ReadAllText(file).Contains(name, StringComparison.Ordinal)), because);
    }

    [Fact]
    public async Task Body_that_is_no_form_or_broken_off_is_told_so()
    {
        using var publisher = await ProgramAsync("publisher");
        using var json = await publisher.PostAsJsonAsync("/api/deliveries", new { file = "x" });
        Assert.Equal("/problems/deliveries/no-form", (await JsonAsync(json, HttpStatusCode.BadRequest)).GetProperty("type").GetString());

        using var cut = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n企业"u8.ToArray());
        cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var answer = await publisher.PostAsync("/api/deliveries", cut);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        using var none = new MultipartFormDataContent { { new StringContent("awards"), "library" } };
        using var empty = await publisher.PostAsync("/api/deliveries", none);
        Assert.Equal("/problems/deliveries/one-file", (await JsonAsync(empty, HttpStatusCode.BadRequest)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Only_who_uploaded_a_list_can_confirm_or_discard_it()
    {
        using var publisher = await ProgramAsync("publisher");
        using var admin = await ProgramAsync("admin");
        using var looked = await UploadAsync(publisher, "2025年第二批高新技术企业认定名单.csv", List("GR202542000002"));
        var upload = (await JsonAsync(looked, HttpStatusCode.OK)).GetProperty("upload").GetString();

        using var foreign = await admin.PostAsync($"/api/deliveries/{upload}/confirm", null);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using var discarded = await publisher.PostAsync($"/api/deliveries/{upload}/discard", null);
        Assert.Equal(HttpStatusCode.NoContent, discarded.StatusCode);
        using var late = await publisher.PostAsync($"/api/deliveries/{upload}/confirm", null);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        using var made = await publisher.PostAsync("/api/deliveries/..%2F..%2Fkeys/confirm", null);
        Assert.Equal(HttpStatusCode.NotFound, made.StatusCode);
    }

    private static byte[] List(string certificate) => Encoding.UTF8.GetBytes(
        $"序号,企业名称,证书编号,发证日期\n1,武汉市接口科技有限公司,{certificate},2025-11-20\n2,,{certificate[..^1]}9,2025-11-20\n");

    private static int Number(JsonElement ledger, string name) => ledger.GetProperty(name).GetInt32();

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string name, byte[] content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        foreach (var field in fields.Where(field => field.Value.Length > 0))
        {
            form.Add(new StringContent(field.Value), field.Name);
        }

        return await client.PostAsync("/api/deliveries", form);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task<int> CountAsync()
    {
        await using var db = await site.OpenDatabaseAsync();
        return await db.Deliveries.CountAsync();
    }

    /// <summary>A client that carries the token programs fetch first.</summary>
    private async Task<HttpClient> ProgramAsync(string user)
    {
        var client = await site.SignedInAsync(user);
        var token = await client.GetFromJsonAsync<JsonElement>("/api/antiforgery");
        client.DefaultRequestHeaders.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
        return client;
    }
}
