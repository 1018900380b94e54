namespace Matching.Ingest.Normalizing.Shape;

/// <summary>What a person said the headers of a list mean. Remembered per source and applied to its next list, whatever the order of its columns.</summary>
/// <param name="Columns">Header as printed (compared folded) to what it holds; <see cref="ListColumn.Unknown"/> for a column to keep as it is.</param>
public sealed record ListShape(IReadOnlyDictionary<string, ListColumn> Columns)
{
    public static ListShape Empty { get; } = new(new Dictionary<string, ListColumn>());

    /// <summary>Makes a shape from pairs of header and column.</summary>
    public static ListShape Of(IEnumerable<KeyValuePair<string, ListColumn>> columns) =>
        new(columns.GroupBy(pair => HeaderText.Fold(pair.Key)).ToDictionary(group => group.Key, group => group.Last().Value));

    internal bool TryFind(string foldedHeader, out ListColumn column) => Columns.TryGetValue(foldedHeader, out column);
}
