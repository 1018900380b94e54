using System.Text.Json;

namespace Matching.Api.Features.Reconcile;

/// <summary>Reads batches of both versions as strictly as their schemas: what is misnamed would otherwise be left out without a word.</summary>
internal static class BatchReading
{
    private static readonly string[] SecondFields = ["query", "type", "limit", "properties", "type_strict"];
    private static readonly string[] DraftFields = ["type", "limit", "conditions", "lang", "dir"];
    private static readonly string[] Quantifiers = ["any", "all", "none"];

    /// <summary>Version 0.2: an object of queries by name.</summary>
    public static ReconcileBatch Second(JsonElement batch)
    {
        if (batch.ValueKind != JsonValueKind.Object)
        {
            return Bad("queries", "应为对象：每个查询一个名字，如 {\"q0\":{\"query\":\"企业名称\"}}");
        }

        return Collect(batch.EnumerateObject().Select(query => (query.Name, query.Value)), SecondQuery);
    }

    /// <summary>Version 1.0-draft: an array of queries under <c>queries</c>.</summary>
    public static ReconcileBatch Draft(JsonElement batch)
    {
        if (batch.ValueKind != JsonValueKind.Object || !batch.TryGetProperty("queries", out var queries) || queries.ValueKind != JsonValueKind.Array)
        {
            return Bad("queries", "应为数组，如 {\"queries\":[{\"conditions\":[{\"matchType\":\"name\",\"propertyValue\":\"企业名称\"}]}]}");
        }

        return Collect(queries.EnumerateArray().Select((query, at) => ($"queries[{at}]", query)), DraftQuery);
    }

    private static ReconcileBatch Collect(IEnumerable<(string Name, JsonElement Query)> named, Func<string, JsonElement, (ReconcileQuery?, ReconcileBatch.Bad?)> read)
    {
        var queries = new List<ReconcileQuery>();
        foreach (var (name, element) in named)
        {
            var (query, bad) = read(name, element);
            if (bad is not null)
            {
                return bad;
            }

            queries.Add(query!);
        }

        return queries.Count > ReconcileQuery.MostQueries ? new ReconcileBatch.TooMany(queries.Count) : new ReconcileBatch.Read(queries);
    }

    private static (ReconcileQuery?, ReconcileBatch.Bad?) SecondQuery(string name, JsonElement query)
    {
        if (Shape(name, query, SecondFields) is { } wrong)
        {
            return (null, wrong);
        }

        var conditions = new List<ReconcileCondition>();
        if (query.TryGetProperty("query", out var text))
        {
            if (text.ValueKind != JsonValueKind.String)
            {
                return (null, Bad($"{name}.query", "应为文本"));
            }

            conditions.Add(new("", [text.GetString()!], false, "any"));
        }

        if (query.TryGetProperty("properties", out var properties))
        {
            if (properties.ValueKind != JsonValueKind.Array)
            {
                return (null, Bad($"{name}.properties", "应为数组"));
            }

            var at = 0;
            foreach (var property in properties.EnumerateArray())
            {
                var place = $"{name}.properties[{at++}]";
                if (property.ValueKind != JsonValueKind.Object
                    || !property.TryGetProperty("pid", out var pid) || pid.ValueKind != JsonValueKind.String
                    || !property.TryGetProperty("v", out var value))
                {
                    return (null, Bad(place, "应含 pid（文本）和 v"));
                }

                if (ValuesOf(value) is not { } values)
                {
                    return (null, Bad($"{place}.v", "应为文本、数字、是否、带 id 的对象，或它们的数组"));
                }

                conditions.Add(new(pid.GetString()!, values, false, "any"));
            }
        }

        if (query.TryGetProperty("type_strict", out var strict) && strict.TextOrNull() is not ("any" or "should" or "all"))
        {
            return (null, Bad($"{name}.type_strict", "应为 any、should 或 all"));
        }

        return conditions.Count == 0
            ? (null, Bad(name, "query 和 properties 至少要有一个"))
            : With(name, query, conditions, mayHaveSeveralTypes: true);
    }

    private static (ReconcileQuery?, ReconcileBatch.Bad?) DraftQuery(string name, JsonElement query)
    {
        if (Shape(name, query, DraftFields) is { } wrong)
        {
            return (null, wrong);
        }

        if (!query.TryGetProperty("conditions", out var given) || given.ValueKind != JsonValueKind.Array || given.GetArrayLength() == 0)
        {
            return (null, Bad($"{name}.conditions", "应为至少一个条件的数组"));
        }

        var conditions = new List<ReconcileCondition>();
        foreach (var condition in given.EnumerateArray())
        {
            var place = $"{name}.conditions[{conditions.Count}]";
            if (condition.ValueKind != JsonValueKind.Object
                || !condition.TryGetProperty("matchType", out var match) || match.TextOrNull() is not ("name" or "id" or "property"))
            {
                return (null, Bad($"{place}.matchType", "应为 name、id 或 property"));
            }

            if (!condition.TryGetProperty("propertyValue", out var value) || ValuesOf(value) is not { } values)
            {
                return (null, Bad($"{place}.propertyValue", "应为文本、数字、是否、带 id 的对象，或它们的数组"));
            }

            var property = match.GetString() switch { "name" => "", "id" => ReconcileCondition.IdProperty, _ => condition.TryGetProperty("propertyId", out var id) ? id.TextOrNull() : null };
            if (property is null)
            {
                return (null, Bad($"{place}.propertyId", "matchType 为 property 时必须给出"));
            }

            if (condition.TryGetProperty("required", out var required) && required.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                return (null, Bad($"{place}.required", "应为 true 或 false"));
            }

            var quantifier = condition.TryGetProperty("matchQuantifier", out var asked) ? asked.TextOrNull() : "any";
            if (!Quantifiers.Contains(quantifier))
            {
                return (null, Bad($"{place}.matchQuantifier", "应为 any、all 或 none"));
            }

            conditions.Add(new(property, values, required.ValueKind == JsonValueKind.True, quantifier!));
        }

        return With(name, query, conditions, mayHaveSeveralTypes: false);
    }

    private static (ReconcileQuery?, ReconcileBatch.Bad?) With(string name, JsonElement query, List<ReconcileCondition> conditions, bool mayHaveSeveralTypes)
    {
        var limit = ReconcileQuery.UsualLimit;
        if (query.TryGetProperty("limit", out var given) && (given.ValueKind != JsonValueKind.Number || !given.TryGetDouble(out var number) || number < 1 || (limit = (int)Math.Min(number, ReconcileQuery.MostCandidates)) < 1))
        {
            return (null, Bad($"{name}.limit", "应为正整数"));
        }

        var types = new List<string>();
        if (query.TryGetProperty("type", out var type) && type.ValueKind != JsonValueKind.Null)
        {
            if (type.ValueKind == JsonValueKind.String)
            {
                types.Add(type.GetString()!);
            }
            else if (mayHaveSeveralTypes && type.ValueKind == JsonValueKind.Array && type.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String))
            {
                types.AddRange(type.EnumerateArray().Select(one => one.GetString()!));
            }
            else
            {
                return (null, Bad($"{name}.type", mayHaveSeveralTypes ? "应为文本或文本的数组" : "应为文本"));
            }
        }

        return (new ReconcileQuery(name, conditions, types, limit), null);
    }

    private static ReconcileBatch.Bad? Shape(string name, JsonElement query, string[] fields) =>
        query.ValueKind != JsonValueKind.Object ? Bad(name, "应为对象")
        : query.EnumerateObject().Select(field => field.Name).FirstOrDefault(field => !fields.Contains(field)) is { } unknown
            ? Bad($"{name}.{unknown}", $"没有这个字段；可用：{string.Join("、", fields)}")
            : null;

    /// <returns>Null when a value is of no kind the protocol knows.</returns>
    private static List<string>? ValuesOf(JsonElement value)
    {
        var values = new List<string>();
        foreach (var one in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
        {
            var text = one.ValueKind switch
            {
                JsonValueKind.String => one.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => one.GetRawText(),
                JsonValueKind.Object when one.TryGetProperty("id", out var id) => one.TryGetProperty("name", out var name) ? name.TextOrNull() ?? id.TextOrNull() : id.TextOrNull(),
                _ => null,
            };
            if (text is null)
            {
                return null;
            }

            values.Add(text);
        }

        return values;
    }

    private static ReconcileBatch.Bad Bad(string where, string message) => new(where, message);

    /// <summary>Null instead of an exception for what is no text.</summary>
    private static string? TextOrNull(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;
}
