using System.Globalization;

namespace Matching.Search.Elasticsearch;

/// <summary>A firm's id as the index's document id.</summary>
internal static class IndexId
{
    public static string Of(long firm) => firm.ToString(CultureInfo.InvariantCulture);
}
