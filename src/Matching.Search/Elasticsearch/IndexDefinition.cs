using System.Text.Json.Nodes;

namespace Matching.Search.Elasticsearch;

/// <summary>Settings and mapping of an index of firms; only what every stock cluster has.</summary>
internal static class IndexDefinition
{
    /// <summary>Changes with the mapping or the stored form; an index of another schema counts as none.</summary>
    public const string Schema = "s1";

    /// <summary>A word has at most 64 characters, so longer terms are never asked for.</summary>
    private const int LongestTerm = SearchWords.MaxLength;

    public static JsonObject Settings(ElasticsearchOptions options, int replicas) => new()
    {
        ["number_of_shards"] = options.Shards,
        ["number_of_replicas"] = replicas,

        // Writers refresh when a batch is complete; nobody needs to see half of one.
        ["refresh_interval"] = "-1",

        // A late write must find the trace of the removal it would undo.
        ["gc_deletes"] = "1d",
        ["max_result_window"] = QueryLimits.MaxSkip + QueryLimits.MaxTake + 1,
        ["analysis"] = JsonNode.Parse(
            """
            {
              "tokenizer": {
                "one": { "type": "ngram", "min_gram": 1, "max_gram": 1 },
                "two": { "type": "ngram", "min_gram": 2, "max_gram": 2 }
              },
              "analyzer": {
                "one": { "type": "custom", "tokenizer": "one" },
                "two": { "type": "custom", "tokenizer": "two" }
              }
            }
            """),
    };

    public static JsonObject Mapping()
    {
        var fields = new JsonObject { [IndexFields.Stored] = Field("object", ("enabled", false)) };
        foreach (var text in IndexFields.Texts)
        {
            fields[text] = Text(text);
        }

        fields[IndexFields.NameBegins] = Term();
        fields[IndexFields.Begins] = Term();
        fields[IndexFields.Factor] = Field("double", ("index", false));
        foreach (var number in (string[])[IndexFields.Id, IndexFields.Points, IndexFields.Venture, IndexFields.Registered, IndexFields.Latest])
        {
            fields[number] = Field("long");
        }

        foreach (var facet in Enum.GetValues<FirmFacet>())
        {
            fields[IndexFields.Of(facet)] = Field("keyword");
        }

        return new JsonObject
        {
            ["dynamic"] = "strict",
            ["_source"] = new JsonObject { ["includes"] = new JsonArray(IndexFields.Stored + ".*") },
            ["properties"] = fields,
        };
    }

    /// <summary>Keeps a late bulk request from making an index without mapping out of nothing.</summary>
    public static JsonObject Template(ElasticsearchOptions options) => new()
    {
        ["index_patterns"] = new JsonArray(IndexNames.Pattern(options.Alias)),
        ["allow_auto_create"] = false,
        ["priority"] = 500,
        ["template"] = new JsonObject { ["settings"] = Settings(options, options.Replicas), ["mappings"] = Mapping() },
    };

    private static JsonObject Text(string name)
    {
        var variants = new JsonObject { ["pairs"] = Field("text", ("analyzer", "two"), ("norms", false)) };
        if (IndexFields.Whole.Contains(name))
        {
            variants["equal"] = Term();
        }

        var field = Field("text", ("analyzer", "one"), ("norms", false), ("index_options", "docs"));
        field["fields"] = variants;
        return field;
    }

    private static JsonObject Term() => Field("keyword", ("ignore_above", LongestTerm), ("doc_values", false));

    private static JsonObject Field(string type, params (string Name, JsonNode Value)[] settings)
    {
        var field = new JsonObject { ["type"] = type };
        foreach (var (name, value) in settings)
        {
            field[name] = value;
        }

        return field;
    }
}
