using System.Globalization;

namespace Matching.Search.Elasticsearch;

/// <summary>Names of the indices behind an alias: alias, schema, moment, and four letters against two builders in one moment.</summary>
internal static class IndexNames
{
    public static string Next(string alias, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{alias}-{IndexDefinition.Schema}-{now:yyyyMMdd't'HHmmss}-{Guid.NewGuid().ToString("N")[..4]}");

    public static string Pattern(string alias) => $"{alias}-{IndexDefinition.Schema}-*";
}
