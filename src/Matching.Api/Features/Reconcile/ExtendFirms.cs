using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matching.Api.Features.Lookups;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Scoring;
using Matching.Storage;
using Matching.Storage.Profiles;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Reconcile;

internal abstract record ExtendResult
{
    /// <param name="Values">By identifier as asked, then by property: values as the protocol writes them.</param>
    public sealed record Read(IReadOnlyList<string> Ids, IReadOnlyList<string> Properties, IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonArray>> Values) : ExtendResult;

    public sealed record Bad(string Where, string Message) : ExtendResult;

    public sealed record TooMany(int Ids) : ExtendResult;
}

/// <summary>Fetches properties of firms for a client that has reconciled them.</summary>
public sealed class ExtendFirms(FirmProfileReader profiles, MatchingDbContext db, AuditTrail audit, TimeProvider clock)
{
    internal async Task<ExtendResult> HandleAsync(JsonElement query, CurrentUser user, CancellationToken cancellationToken)
    {
        if (query.ValueKind != JsonValueKind.Object
            || !query.TryGetProperty("ids", out var given) || given.ValueKind != JsonValueKind.Array || given.EnumerateArray().Any(id => id.ValueKind != JsonValueKind.String))
        {
            return new ExtendResult.Bad("ids", "应为企业编号的数组，如 [\"F0000001\"]");
        }

        if (!query.TryGetProperty("properties", out var asked) || asked.ValueKind != JsonValueKind.Array)
        {
            return new ExtendResult.Bad("properties", "应为数组，如 [{\"id\":\"code\"}]");
        }

        var ids = given.EnumerateArray().Select(id => id.GetString()!).Distinct().ToList();
        if (ids.Count > ReconcileQuery.MostQueries)
        {
            return new ExtendResult.TooMany(ids.Count);
        }

        var today = BeijingTime.Today(clock);
        var properties = new List<(string Id, DateOnly AsOf)>();
        foreach (var property in asked.EnumerateArray())
        {
            var place = $"properties[{properties.Count}]";
            if (property.ValueKind != JsonValueKind.Object || !property.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || !ReconcileProperties.IsKnown(id.GetString()!))
            {
                return new ExtendResult.Bad($"{place}.id", $"没有这个属性；可用：{string.Join("、", ReconcileProperties.All.Select(one => one.Id))}");
            }

            if (AsOf(property) is not { } day)
            {
                return new ExtendResult.Bad($"{place}.settings.{ReconcileProperties.AsOfSetting}", "应为 2026-03-31 这样的日期");
            }

            properties.Add((id.GetString()!, day < today ? day : today));
        }

        var values = await ReadAsync(ids, [.. properties.DistinctBy(property => property.Id)], cancellationToken);
        await audit.NoteAsync(user, "firms-extended", "reconcile", new { firms = ids.Count, properties = properties.Select(property => property.Id) }, cancellationToken);
        return new ExtendResult.Read(ids, [.. properties.Select(property => property.Id).Distinct()], values);
    }

    private static DateOnly? AsOf(JsonElement property)
    {
        if (!property.TryGetProperty("settings", out var settings) || settings.ValueKind != JsonValueKind.Object
            || !settings.TryGetProperty(ReconcileProperties.AsOfSetting, out var text) || text.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(text.GetString()))
        {
            return DateOnly.MaxValue;
        }

        return text.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(text.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonArray>>> ReadAsync(
        List<string> ids, List<(string Id, DateOnly AsOf)> properties, CancellationToken cancellationToken)
    {
        var firms = ids.Select(id => (Text: id, Firm: FirmId.TryParse(id, out var firm) ? firm : default)).Where(pair => pair.Firm.Value > 0).ToList();
        var values = firms.ToDictionary(pair => pair.Text, _ => new Dictionary<string, JsonArray>());
        foreach (var day in properties.GroupBy(property => property.AsOf, property => property.Id))
        {
            var read = (await profiles.ReadAsync([.. firms.Select(pair => pair.Firm)], day.Key, null, cancellationToken)).ToDictionary(profile => profile.Id);
            var numbers = read.Keys.Select(id => id.Value).ToArray();
            var grades = day.Contains("grade")
                ? await db.ScoresInForceAsync(numbers, cancellationToken)
                : [];
            foreach (var (text, firm) in firms)
            {
                if (read.TryGetValue(firm, out var profile))
                {
                    var titles = FirmTitles.Of(profile);
                    foreach (var property in day)
                    {
                        values[text][property] = ValuesOf(property, profile, titles, grades.TryGetValue(firm.Value, out var grade) ? new TechnologyGrade(grade.Grade) : null);
                    }
                }
            }
        }

        return values.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, JsonArray>)pair.Value);
    }

    private static JsonArray ValuesOf(string property, FirmProfile profile, IReadOnlyList<FirmTitle> titles, TechnologyGrade? grade)
    {
        return property switch
        {
            ReconcileProperties.Code => Text(profile.Uscc?.ToString()),
            ReconcileProperties.Region => Text(profile.Region is { } region ? RegionTable.FullNameOf(region) : null),
            ReconcileProperties.FormerName => new JsonArray([.. profile.Names.Where(name => !name.IsCurrent && name.Name != profile.Name).Select(name => name.Name).Distinct().Select(name => (JsonNode)new JsonObject { ["str"] = name })]),
            "name" => Text(profile.Name),
            "founded" => Day(profile.RegisteredOn),
            "grade" => Text(grade?.ToString()),
            "titles" => new JsonArray([.. titles.Select(title => (JsonNode)new JsonObject { ["str"] = title.Name })]),
            "projects" => Count("project"),
            "awards" => Count("award"),
            "ventures" => Count("venture"),
            "high-tech-firm" or "tech-sme" => Text(titles.FirstOrDefault(title => title.Kind == property)?.Number),
            _ when property.EndsWith("-from", StringComparison.Ordinal) => Day(titles.FirstOrDefault(title => property == title.Kind + "-from")?.From),
            _ => Day(titles.FirstOrDefault(title => property == title.Kind + "-until")?.Until),
        };

        JsonArray Count(string kind) => new(new JsonObject { ["int"] = titles.FirstOrDefault(title => title.Kind == kind)?.Count ?? 0 });
    }

    private static JsonArray Text(string? text) => string.IsNullOrEmpty(text) ? [] : new(new JsonObject { ["str"] = text });

    private static JsonArray Day(DateOnly? day) => day is null ? [] : new(new JsonObject { ["date"] = Shown.Day(day) + "T00:00:00+08:00" });
}
