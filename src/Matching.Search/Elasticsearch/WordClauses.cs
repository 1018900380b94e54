using System.Text.Json.Nodes;

namespace Matching.Search.Elasticsearch;

/// <summary>What a word asks of the index. A piece of a text is a phrase of its pairs of characters; a whole text or its beginning is a term.</summary>
internal static class WordClauses
{
    /// <summary>Weights times this are whole numbers, and so are their sums: scores are exact.</summary>
    private const double Scale = 20;

    private static readonly (double Weight, string Field)[] Pieces =
    [
        (Relevance.NamePart, IndexFields.Name),
        (Relevance.NamePart, IndexFields.ShortName),
        (Relevance.FormerNamePart, IndexFields.FormerName),
        (Relevance.InitialsPart, IndexFields.Initials),
        (Relevance.CodePart, IndexFields.Uscc),
        (Relevance.CodePart, IndexFields.Number),
        (Relevance.TitlePart, IndexFields.Title),
        (Relevance.ScopePart, IndexFields.Scope),
    ];

    private static readonly (double Weight, string Field)[] Wholes =
    [
        (Relevance.NameEqual, IndexFields.Name),
        (Relevance.ShortNameEqual, IndexFields.ShortName),
        (Relevance.CodeEqual, IndexFields.Uscc),
        (Relevance.CodeEqual, IndexFields.Number),
    ];

    private static readonly string[] Suggested =
        [IndexFields.Name, IndexFields.ShortName, IndexFields.FormerName, IndexFields.Initials, IndexFields.Uscc];

    /// <summary>Scores a firm by the weight of the best place of the word.</summary>
    public static JsonNode Best(string word) => Max(
    [
        .. Wholes.Select(place => Weighing(place.Weight * Scale, Term(IndexFields.Equal(place.Field), word))),
        Weighing(Relevance.NameBeginning * Scale, Prefix(IndexFields.NameBegins, word)),
        .. Pieces.Select(place => Weighing(place.Weight * Scale, Piece(place.Field, word))),
    ]);

    /// <summary>The word anywhere, without a score.</summary>
    public static JsonNode Anywhere(string word) =>
        new JsonObject { ["bool"] = new JsonObject { ["should"] = new JsonArray([.. Pieces.Select(place => Piece(place.Field, word))]) } };

    /// <summary>Scores 2 when a suggested value begins with the word, 1 when one contains it.</summary>
    public static JsonNode Suggestion(string word) => Max(
    [
        Weighing(2, Prefix(IndexFields.Begins, word)),
        .. Suggested.Select(field => Weighing(1, Piece(field, word))),
    ]);

    private static JsonObject Max(JsonNode[] clauses) =>
        new() { ["dis_max"] = new JsonObject { ["queries"] = new JsonArray(clauses) } };

    private static JsonObject Weighing(double weight, JsonNode clause) =>
        new() { ["constant_score"] = new JsonObject { ["filter"] = clause, ["boost"] = Math.Round(weight, 6) } };

    private static JsonObject Piece(string field, string word) =>
        word.EnumerateRunes().Skip(1).Any()
            ? new JsonObject { ["match_phrase"] = new JsonObject { [IndexFields.Pairs(field)] = word } }
            : Term(field, word);

    private static JsonObject Term(string field, string word) =>
        new() { ["term"] = new JsonObject { [field] = word } };

    private static JsonObject Prefix(string field, string word) =>
        new() { ["prefix"] = new JsonObject { [field] = word } };
}
