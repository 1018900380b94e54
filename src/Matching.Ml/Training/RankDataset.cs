using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Matching.Ml.Training;

/// <summary>Rows with outcomes. Labels: 0/1 for <see cref="Objective.Logistic"/>, grades 0…31 for ranking, any number for squared error.</summary>
public sealed class RankDataset
{
    /// <param name="groups">Number of the query (or firm) of each row, in any order; null = no groups.</param>
    /// <param name="weights">Weight of each row, above 0; null = 1 each.</param>
    /// <param name="keys">Key of each row for reports and duplicate checks; null = row numbers.</param>
    /// <exception cref="ArgumentException">An array is not as long as the table.</exception>
    public RankDataset(FactorTable table, float[] labels, int[]? groups = null, float[]? weights = null, IReadOnlyList<string>? keys = null)
    {
        foreach (var (name, length) in new (string, int?)[] { (nameof(labels), labels.Length), (nameof(groups), groups?.Length), (nameof(weights), weights?.Length), (nameof(keys), keys?.Count) })
        {
            if (length is { } found && found != table.Rows)
            {
                throw new ArgumentException($"{found} {name}, but the table has {table.Rows} rows.", name);
            }
        }

        Table = table;
        Labels = labels;
        Groups = groups;
        Weights = weights;
        Keys = keys;
    }

    public FactorTable Table { get; }

    public float[] Labels { get; }

    public int[]? Groups { get; }

    public float[]? Weights { get; }

    public IReadOnlyList<string>? Keys { get; }

    public int Rows => Table.Rows;

    /// <summary>The named rows, in the order given; used for folds.</summary>
    public RankDataset Select(IReadOnlyList<int> rows) => new(
        Table.Select(rows),
        [.. rows.Select(row => Labels[row])],
        Groups is null ? null : [.. rows.Select(row => Groups[row])],
        Weights is null ? null : [.. rows.Select(row => Weights[row])],
        Keys is null ? null : [.. rows.Select(row => Keys[row])]);

    /// <summary>SHA-256 over names, values, labels, groups and weights; the same data give the same text on every machine.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var factor in Table.Factors)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(factor.Name + "\n"));
        }

        foreach (var column in Table.Columns)
        {
            Append(hash, column);
        }

        Append(hash, Labels);
        Append(hash, Groups);
        Append(hash, Weights);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append<T>(IncrementalHash hash, T[]? values)
        where T : unmanaged
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, values?.Length ?? -1);
        hash.AppendData(length);
        if (values is null)
        {
            return;
        }

        var words = MemoryMarshal.Cast<T, int>(values.AsSpan());
        if (BitConverter.IsLittleEndian)
        {
            hash.AppendData(MemoryMarshal.AsBytes(words));
            return;
        }

        var swapped = new int[words.Length];
        BinaryPrimitives.ReverseEndianness(words, swapped);
        hash.AppendData(MemoryMarshal.AsBytes(swapped.AsSpan()));
    }
}
