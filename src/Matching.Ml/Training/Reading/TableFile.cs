namespace Matching.Ml.Training.Reading;

/// <summary>What a data file holds: factors, and label and group where they were asked for.</summary>
/// <param name="Labels">Null when the label column was not asked for or is not in the file.</param>
/// <param name="Groups">Number of the group of each row, from 0 by first appearance; null without groups.</param>
public sealed record TableFile(FactorTable Table, float[]? Labels, int[]? Groups)
{
    /// <summary>Reads a CSV file (header; empty = missing) or a LibSVM file (<c>label qid:1 1:0.5 …</c>), told apart by the first line.</summary>
    /// <param name="label">Name of the label column; null = all columns are factors.</param>
    /// <param name="group">Name of the group column; null = none, or qid in a LibSVM file.</param>
    /// <param name="like">Factors of a model: columns are read as it knows them, others are passed over; null = learn from the file.</param>
    /// <exception cref="TableFileException">With a sentence in Chinese.</exception>
    public static TableFile Read(string path, string? label, string? group, IReadOnlyList<Factor>? like, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new TableFileException($"找不到数据文件 {path}");
        }

        return SvmFile.IsSvm(path)
            ? SvmFile.Read(path, like, cancellationToken)
            : CsvFile.Read(path, label, group, like, cancellationToken);
    }

    /// <summary>Rows to learn from.</summary>
    /// <exception cref="TableFileException">The file has no labels.</exception>
    public RankDataset ToDataset(string path) => Labels is null
        ? throw new TableFileException($"{path} 没有标签")
        : new RankDataset(Table, Labels, Groups);
}
