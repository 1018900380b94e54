using Matching.Ml.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Matching.Ml.MlNet;

/// <summary>Rows in the form ML.NET reads: a vector of a fixed length, a float label and a key for the group where it ranks, else a truth.</summary>
internal sealed class MlNetRows(RankDataset data, bool isRanking, float[]? filling)
{
    public const string Label = nameof(RankedRow.Label);
    public const string Features = nameof(RankedRow.Features);
    public const string Group = nameof(RankedRow.Group);

    public IDataView Load(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!isRanking)
        {
            var truths = Enumerable.Range(0, data.Rows).Select(row => new JudgedRow { Label = data.Labels[row] > 0, Features = Row(data.Table, row, filling) });
            return context.Data.LoadFromEnumerable(truths.ToArray(), Schema(SchemaDefinition.Create(typeof(JudgedRow)), data.Table.Factors.Count));
        }

        // A ranker wants the rows of a group beside each other, and the group as a key that counts from 1.
        var groups = data.Groups!;
        var places = groups.Distinct().Order().Select((group, place) => (group, place)).ToDictionary(pair => pair.group, pair => (uint)pair.place + 1);
        var rows = Enumerable.Range(0, data.Rows).OrderBy(row => places[groups[row]]).ThenBy(row => row)
            .Select(row => new RankedRow { Label = data.Labels[row], Group = places[groups[row]], Features = Row(data.Table, row, filling) });
        var schema = Schema(SchemaDefinition.Create(typeof(RankedRow)), data.Table.Factors.Count);
        schema[Group].ColumnType = new KeyDataViewType(typeof(uint), places.Count);
        return context.Data.LoadFromEnumerable(rows.ToArray(), schema);
    }

    /// <summary>Rows to score; label and group play no part.</summary>
    public static IDataView ToScore(MLContext context, FactorTable table, float[]? filling)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = Enumerable.Range(0, table.Rows).Select(row => new RankedRow { Group = 1, Features = Row(table, row, filling) });
        var schema = Schema(SchemaDefinition.Create(typeof(RankedRow)), table.Factors.Count);
        schema[Group].ColumnType = new KeyDataViewType(typeof(uint), 1);
        return context.Data.LoadFromEnumerable(rows.ToArray(), schema);
    }

    public static IDataView ToJudge(MLContext context, FactorTable table, float[]? filling)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = Enumerable.Range(0, table.Rows).Select(row => new JudgedRow { Features = Row(table, row, filling) });
        return context.Data.LoadFromEnumerable(rows.ToArray(), Schema(SchemaDefinition.Create(typeof(JudgedRow)), table.Factors.Count));
    }

    private static SchemaDefinition Schema(SchemaDefinition schema, int factors)
    {
        schema[Features].ColumnType = new VectorDataViewType(NumberDataViewType.Single, factors);
        return schema;
    }

    private static float[] Row(FactorTable table, int row, float[]? filling)
    {
        var values = new float[table.Columns.Count];
        for (var f = 0; f < values.Length; f++)
        {
            var value = table.Columns[f][row];
            values[f] = float.IsNaN(value) && filling is not null ? filling[f] : value;
        }

        return values;
    }

    internal sealed class RankedRow
    {
        public float Label { get; set; }

        public uint Group { get; set; }

        public float[] Features { get; set; } = [];
    }

    internal sealed class JudgedRow
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
