namespace Matching.Ml.Training;

/// <summary>Rows to score: one <c>float[rows]</c> per factor (column-major). NaN is a missing value; infinities are refused by trainers and by <c>predict</c>.</summary>
public sealed class FactorTable
{
    /// <exception cref="ArgumentException">Number of columns, length of a column or a doubled name.</exception>
    public FactorTable(IReadOnlyList<Factor> factors, IReadOnlyList<float[]> columns)
    {
        if (factors.Count != columns.Count)
        {
            throw new ArgumentException($"{factors.Count} factors, but {columns.Count} columns.", nameof(columns));
        }

        if (factors.Select(factor => factor.Name).Distinct(StringComparer.Ordinal).Count() != factors.Count)
        {
            throw new ArgumentException("A factor's name stands twice.", nameof(factors));
        }

        Rows = columns.Count == 0 ? 0 : columns[0].Length;
        for (var f = 0; f < columns.Count; f++)
        {
            if (columns[f].Length != Rows)
            {
                throw new ArgumentException($"Column {factors[f].Name} has {columns[f].Length} rows, the first has {Rows}.", nameof(columns));
            }
        }

        Factors = factors;
        Columns = columns;
    }

    public IReadOnlyList<Factor> Factors { get; }

    public IReadOnlyList<float[]> Columns { get; }

    public int Rows { get; }

    /// <summary>The named rows, in the order given.</summary>
    public FactorTable Select(IReadOnlyList<int> rows)
    {
        var columns = new float[Columns.Count][];
        for (var f = 0; f < columns.Length; f++)
        {
            var from = Columns[f];
            var to = columns[f] = new float[rows.Count];
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = from[rows[i]];
            }
        }

        return new FactorTable(Factors, columns);
    }
}
