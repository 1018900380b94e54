using System.Text.Json;
using System.Text.Json.Nodes;
using Matching.Search.Embedded;

namespace Matching.Search.Elasticsearch;

/// <summary>The place after a hit, and the point in time being read when the walk goes beyond its second page. The place alone stays good when the point in time has expired.</summary>
internal sealed record PageCursor(SearchCursor Place, string? PointInTime)
{
    private const int PlaceParts = 3;

    /// <param name="sortValues">The server's sort values of the last hit shown.</param>
    public static PageCursor After(FirmSort sort, bool isScored, JsonElement sortValues, string? pointInTime)
    {
        var key = isScored ? BitConverter.SingleToInt32Bits(sortValues[0].GetSingle()) : sortValues[0].GetInt64();
        return new PageCursor(new SearchCursor(sort, key, sortValues[1].GetInt64()), pointInTime);
    }

    /// <exception cref="ArgumentException">Not a cursor, or one of another order.</exception>
    public static PageCursor Parse(string text, FirmSort sort)
    {
        var parts = text.Split('-', PlaceParts + 1);
        return new PageCursor(
            SearchCursor.Parse(string.Join('-', parts.Take(PlaceParts)), sort),
            parts.Length > PlaceParts && parts[PlaceParts].Length > 0 ? parts[PlaceParts] : null);
    }

    /// <summary>The key as the server told it. Each kind is its own value: as a number of one type a long key would lose its last digits.</summary>
    public JsonNode KeyFor(bool isScored) =>
        isScored ? JsonValue.Create(BitConverter.Int32BitsToSingle((int)Place.Key)) : JsonValue.Create(Place.Key);

    public override string ToString() => PointInTime is null ? Place.ToString() : $"{Place}-{PointInTime}";
}
