using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Matching.Api.Features.Keys;
using Matching.Api.Features.Lookups;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Ingest.Finding;
using Matching.Search;
using Matching.Storage.Profiles;

namespace Matching.Api.Features.Reconcile;

/// <summary>The W3C community group's reconciliation API, versions 0.2 (what OpenRefine speaks) and 1.0-draft, over the firms in memory.</summary>
public static class ReconcileEndpoints
{
    private const int MostSuggestions = 50;
    private const int UsualSuggestions = 10;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IServiceCollection AddMatchingReconcile(this IServiceCollection services) => services
        .AddScoped<ReconcileFirms>()
        .AddScoped<ExtendFirms>();

    public static void MapReconcile(this IEndpointRouteBuilder routes)
    {
        // The manifest is for everybody, as the protocol asks; queries at the same address are not.
        var root = routes.MapGroup(ReconcileAddress.Root).WithTags("对账").AllowAnonymous();
        root.MapGet("/", (HttpContext http, ReconcileFirms reconcile, ExtendFirms extend, CancellationToken cancellationToken) =>
            RootAsync(http, http.Request.Query["queries"], http.Request.Query["extend"], reconcile, extend, cancellationToken)).WithSummary("对账服务说明；带 queries 或 extend 时同 POST");
        root.MapPost("/", async (HttpContext http, ReconcileFirms reconcile, ExtendFirms extend, CancellationToken cancellationToken) =>
        {
            if (!http.Request.HasFormContentType)
            {
                return Problems.BadRequest("reconcile/no-form", "请以表单提交 queries 或 extend；JSON 请用 /reconcile/match");
            }

            var form = await http.Request.ReadFormAsync(cancellationToken);
            return await RootAsync(http, form["queries"], form["extend"], reconcile, extend, cancellationToken);
        }).RequireAntiforgery().WithSummary("0.2 版对账：表单字段 queries 或 extend");

        var rest = routes.MapGroup(ReconcileAddress.Root).WithTags("对账").RequireAuthorization(KeyScopes.Reconcile);
        rest.MapPost("/match", MatchAsync).RequireAntiforgery().WithSummary("1.0-draft 版对账：JSON，一批最多 1,000 个查询");
        rest.MapPost("/extend", ExtendAsync).RequireAntiforgery().WithSummary("取属性：JSON {ids, properties}");
        rest.MapGet("/extend/propose", Propose).WithSummary("可取的属性");
        rest.MapGet("/suggest/entity", SuggestEntityAsync).WithSummary("按开头补全企业");
        rest.MapGet("/suggest/property", (string? prefix, int? limit, int? offset, int? cursor) => Suggest(ReconcileProperties.Asked, prefix, limit, offset ?? cursor)).WithSummary("查询可带的属性");
        rest.MapGet("/suggest/type", (string? prefix, int? limit, int? offset, int? cursor) => Suggest([(ReconcileTypes.Firm, ReconcileTypes.FirmName)], prefix, limit, offset ?? cursor)).WithSummary("类型");
        rest.MapGet("/flyout", FlyoutAsync).WithSummary("补全时的小卡片");
        rest.MapGet("/preview", PreviewAsync).WithSummary("企业预览页");
    }

    private static async Task<IResult> RootAsync(HttpContext http, string? queries, string? extend, ReconcileFirms reconcile, ExtendFirms extendFirms, CancellationToken cancellationToken)
    {
        if (queries is null && extend is null && HttpMethods.IsGet(http.Request.Method))
        {
            return Json(ReconcileManifest.Of(http));
        }

        if (http.User.Identity?.IsAuthenticated != true)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (KeyScopes.IsKey(http) && !http.User.HasClaim(KeySignIn.ScopeClaim, Storage.ApiKeys.ApiKeyScope.Reconcile))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        using var document = ReconcileBatch.Parse(queries ?? extend);
        if (document is null)
        {
            return Problems.BadRequest("reconcile/bad-json", queries is null && extend is null ? "缺少 queries 或 extend" : "queries 或 extend 不是 JSON");
        }

        var user = CurrentUser.From(http.User);
        if (queries is null)
        {
            return Extended(await extendFirms.HandleAsync(document.RootElement, user, cancellationToken), isDraft: false);
        }

        if (BatchReading.Second(document.RootElement) is not ReconcileBatch.Read read)
        {
            return Refused(BatchReading.Second(document.RootElement));
        }

        var answers = await reconcile.HandleAsync(read.Queries, user, cancellationToken);
        var results = new JsonObject();
        foreach (var (query, candidates) in read.Queries.Zip(answers))
        {
            results[query.Key] = new JsonObject { ["result"] = candidates };
        }

        return Json(results);
    }

    private static async Task<IResult> MatchAsync(HttpContext http, ReconcileFirms reconcile, CancellationToken cancellationToken)
    {
        using var document = await BodyAsync(http, cancellationToken);
        if (document is null)
        {
            return Problems.BadRequest("reconcile/bad-json", "请求体不是 JSON");
        }

        if (BatchReading.Draft(document.RootElement) is not ReconcileBatch.Read read)
        {
            return Refused(BatchReading.Draft(document.RootElement));
        }

        var answers = await reconcile.HandleAsync(read.Queries, CurrentUser.From(http.User), cancellationToken);
        return Json(new JsonObject { ["results"] = new JsonArray([.. answers.Select(candidates => (JsonNode)new JsonObject { ["candidates"] = candidates })]) });
    }

    private static async Task<IResult> ExtendAsync(HttpContext http, ExtendFirms extend, CancellationToken cancellationToken)
    {
        using var document = await BodyAsync(http, cancellationToken);
        return document is null
            ? Problems.BadRequest("reconcile/bad-json", "请求体不是 JSON")
            : Extended(await extend.HandleAsync(document.RootElement, CurrentUser.From(http.User), cancellationToken), isDraft: true);
    }

    private static IResult Propose(string? type, int? limit)
    {
        var properties = ReconcileProperties.All.Take(limit is > 0 ? limit.Value : int.MaxValue).Where(_ => string.IsNullOrEmpty(type) || type == ReconcileTypes.Firm);
        var answer = new JsonObject { ["type"] = type ?? ReconcileTypes.Firm, ["properties"] = new JsonArray([.. properties.Select(one => (JsonNode)new JsonObject { ["id"] = one.Id, ["name"] = one.Name })]) };
        if (limit is { } asked)
        {
            answer["limit"] = asked;
        }

        return Json(answer);
    }

    private static async Task<IResult> SuggestEntityAsync(
        string? prefix, int? limit, int? offset, int? cursor, IFirmIndex index, ResidentFinder resident, CancellationToken cancellationToken)
    {
        var text = (prefix ?? "").Trim();
        if (text.StartsWith('F') && FirmId.TryParse(text, out var id) && resident.Ready.Finder.Find(id) is { } named)
        {
            return Json(Result([Entity(named.Id, named.Name, named.Uscc?.ToString())]));
        }

        var (skip, take) = Range(limit, offset ?? cursor);
        var found = text.Length is > 0 and <= Firms.FirmSearchQuery.MaxWordLength ? await index.SuggestAsync(text, skip + take, cancellationToken) : [];
        return Json(Result(found.Skip(skip).Select(one => Entity(one.Id, one.Name, one.Uscc))));
    }

    private static IResult Suggest(IEnumerable<(string Id, string Name)> all, string? prefix, int? limit, int? offset)
    {
        var (skip, take) = Range(limit, offset);
        return Json(Result(all
            .Where(one => string.IsNullOrWhiteSpace(prefix) || one.Id.StartsWith(prefix.Trim(), StringComparison.OrdinalIgnoreCase) || one.Name.Contains(prefix.Trim(), StringComparison.Ordinal))
            .Skip(skip).Take(take)
            .Select(one => new JsonObject { ["id"] = one.Id, ["name"] = one.Name })));
    }

    private static async Task<IResult> FlyoutAsync(string? id, HtmlEncoder html, FirmProfileReader profiles, TimeProvider clock, CancellationToken cancellationToken) =>
        await ProfileAsync(id, profiles, clock, cancellationToken) is { } profile
            ? Json(new JsonObject { ["id"] = id, ["html"] = Summary(profile, html) })
            : Problems.NotFound("reconcile/not-found", "没有这家企业", ("id", id));

    private static async Task<IResult> PreviewAsync(HttpContext http, string? id, HtmlEncoder html, FirmProfileReader profiles, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ProfileAsync(id, profiles, clock, cancellationToken) is not { } profile)
        {
            return Problems.NotFound("reconcile/not-found", "没有这家企业", ("id", id));
        }

        await audit.NoteAsync(CurrentUser.From(http.User), "firm-previewed", profile.Id.ToString(), new { asOf = profile.AsOf }, cancellationToken);

        // A client shows this page inside its own; nothing on it acts.
        http.Items[SecurityHeaders.MayBeFramed] = true;
        return Results.Content(
            $"<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{html.Encode(profile.Name)}</title><link rel=\"stylesheet\" href=\"/css/site.css\"></head><body><main class=\"card\">{Summary(profile, html)}</main></body></html>",
            "text/html; charset=utf-8");
    }

    private static async Task<FirmProfile?> ProfileAsync(string? id, FirmProfileReader profiles, TimeProvider clock, CancellationToken cancellationToken) =>
        FirmId.TryParse(id, out var firm) && await profiles.ReadAsync([firm], BeijingTime.Today(clock), null, cancellationToken) is [var profile] ? profile : null;

    private static string Summary(FirmProfile profile, HtmlEncoder html)
    {
        var lines = new List<string> { $"<strong>{html.Encode(profile.Name)}</strong>" };
        lines.AddRange(new[] { profile.Uscc?.ToString(), profile.Region is { } region ? RegionTable.FullNameOf(region) : null }.OfType<string>().Select(html.Encode));
        lines.AddRange(FirmTitles.Of(profile).Select(title => html.Encode($"{title.Name} {Shown.Day(title.From)}{(title.Until is { } until ? $" 至 {Shown.Day(until)}" : "")}")));
        return string.Concat(lines.Select(line => $"<p>{line}</p>"));
    }

    private static async Task<JsonDocument?> BodyAsync(HttpContext http, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(http.Request.Body);
        return ReconcileBatch.Parse(await reader.ReadToEndAsync(cancellationToken));
    }

    private static IResult Refused(ReconcileBatch batch) => batch switch
    {
        ReconcileBatch.Bad bad => Problems.BadRequest("reconcile/bad-query", $"{bad.Where}：{bad.Message}", ("where", bad.Where)),
        ReconcileBatch.TooMany many => TooMany(many.Queries),
        _ => throw new UnreachableException(batch.ToString()),
    };

    private static IResult Extended(ExtendResult result, bool isDraft)
    {
        switch (result)
        {
            case ExtendResult.Bad bad:
                return Problems.BadRequest("reconcile/bad-query", $"{bad.Where}：{bad.Message}", ("where", bad.Where));
            case ExtendResult.TooMany many:
                return TooMany(many.Ids);
            case ExtendResult.Read read:
                var meta = new JsonArray([.. read.Properties.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["name"] = ReconcileProperties.NameOf(id) })]);
                return Json(new JsonObject { ["meta"] = meta, ["rows"] = isDraft ? DraftRows(read) : SecondRows(read) });
            default:
                throw new UnreachableException(result.ToString());
        }
    }

    private static JsonObject SecondRows(ExtendResult.Read read)
    {
        var rows = new JsonObject();
        foreach (var id in read.Ids)
        {
            rows[id] = new JsonObject(read.Properties.Select(property => KeyValuePair.Create<string, JsonNode?>(property, ValuesOf(read, id, property))));
        }

        return rows;
    }

    private static JsonArray DraftRows(ExtendResult.Read read) => new(
    [
        .. read.Ids.Select(id => (JsonNode)new JsonObject
        {
            ["id"] = id,
            ["properties"] = new JsonArray([.. read.Properties.Select(property => (JsonNode)new JsonObject { ["id"] = property, ["values"] = ValuesOf(read, id, property) })]),
        }),
    ]);

    private static JsonArray ValuesOf(ExtendResult.Read read, string id, string property) =>
        read.Values.TryGetValue(id, out var values) && values.TryGetValue(property, out var found) ? found : [];

    private static IResult TooMany(int asked) => Results.Problem(
        statusCode: StatusCodes.Status413PayloadTooLarge, type: "/problems/reconcile/too-many",
        title: string.Create(CultureInfo.InvariantCulture, $"一批最多 {ReconcileQuery.MostQueries} 个，收到 {asked} 个"));

    private static JsonObject Entity(FirmId id, string name, string? code)
    {
        var entity = new JsonObject { ["id"] = id.ToString(), ["name"] = name, ["notable"] = new JsonArray(ReconcileTypes.Json()) };
        if (!string.IsNullOrEmpty(code))
        {
            entity["description"] = code;
        }

        return entity;
    }

    private static JsonObject Result(IEnumerable<JsonObject> items) => new() { ["result"] = new JsonArray([.. items]) };

    private static (int Skip, int Take) Range(int? limit, int? offset) =>
        (Math.Clamp(offset ?? 0, 0, 1_000), Math.Clamp(limit ?? UsualSuggestions, 1, MostSuggestions));

    private static IResult Json(JsonNode node) => Results.Text(node.ToJsonString(Readable), "application/json; charset=utf-8");
}
