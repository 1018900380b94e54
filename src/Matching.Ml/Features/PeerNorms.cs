using System.Globalization;

namespace Matching.Ml.Features;

/// <summary>Whom a value is compared with.</summary>
public enum PeerKind
{
    /// <summary>Firms of the same technology field.</summary>
    Field = 1,

    /// <summary>Firms of the same province.</summary>
    Region = 2,

    /// <summary>Firms of the same age band.</summary>
    Age = 3,
}

/// <summary>How values spread within fields, provinces and age bands on one day, as quantiles: what makes a count comparable between fields.</summary>
/// <remarks>Frozen with the training set and the model: a model scores today by the spread it was told, until it is trained again.</remarks>
public sealed class PeerNorms
{
    /// <summary>Fewer peers than this say nothing; all firms stand in.</summary>
    public const int MinimumPeers = 20;

    private const int Quantiles = 101;
    private const string All = "all";

    private readonly SortedDictionary<string, float[]> tables;

    public PeerNorms(DateOnly asOf, IReadOnlyDictionary<string, float[]> tables)
    {
        AsOf = asOf;
        this.tables = new SortedDictionary<string, float[]>(tables.ToDictionary(table => table.Key, table => table.Value), StringComparer.Ordinal);
    }

    /// <summary>Day the spread was taken on.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Sorted quantiles by feature and group, e.g. <c>venture_amount/Field/3</c>; all firms under <c>venture_amount/all</c>.</summary>
    public IReadOnlyDictionary<string, float[]> Tables => tables;

    /// <summary>Share of peers below the value, those that equal it counting half; 0 to 1.</summary>
    /// <returns>NaN when the value or the whole spread is not known.</returns>
    public float ShareOf(string feature, PeerKind kind, int group, float value)
    {
        if (float.IsNaN(value)
            || !(tables.TryGetValue(Key(feature, kind, group), out var spread) || tables.TryGetValue($"{feature}/{All}", out spread))
            || spread.Length == 0)
        {
            return float.NaN;
        }

        return (float)((CountBelow(spread, value, false) + CountBelow(spread, value, true)) / (2.0 * spread.Length));
    }

    private static int CountBelow(float[] sorted, float value, bool orEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value || (orEqual && sorted[middle] == value) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static string Key(string feature, PeerKind kind, int group) => string.Create(CultureInfo.InvariantCulture, $"{feature}/{kind}/{group}");

    /// <summary>Gathers the values of a population.</summary>
    public sealed class Builder(DateOnly asOf)
    {
        private readonly Dictionary<string, List<float>> values = [];

        public DateOnly AsOf => asOf;

        public void Add(string feature, PeerKind kind, int group, float value)
        {
            if (float.IsNaN(value))
            {
                return;
            }

            ListOf($"{feature}/{All}").Add(value);
            if (group != 0)
            {
                ListOf(Key(feature, kind, group)).Add(value);
            }
        }

        public PeerNorms Build() => new(
            asOf, values.Where(pair => pair.Value.Count >= MinimumPeers || pair.Key.EndsWith(All, StringComparison.Ordinal)).ToDictionary(pair => pair.Key, pair => Thin(pair.Value)));

        private static float[] Thin(List<float> spread)
        {
            spread.Sort();
            return spread.Count <= Quantiles
                ? [.. spread]
                : [.. Enumerable.Range(0, Quantiles).Select(i => spread[(int)((long)i * (spread.Count - 1) / (Quantiles - 1))])];
        }

        private List<float> ListOf(string key)
        {
            if (!values.TryGetValue(key, out var list))
            {
                values.Add(key, list = []);
            }

            return list;
        }
    }
}
