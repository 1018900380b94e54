using System.CommandLine;
using System.Globalization;
using System.Text;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;
using Matching.Ml.Training.Reading;

namespace Matching.Ml.Commands;

/// <summary><c>predict</c>: scores the rows of a CSV or LibSVM file with a model file, in row order; with <c>--reasons</c>, every contribution.</summary>
internal static class PredictCommand
{
    private static readonly Option<string> ModelPath = new("--model") { Required = true, Description = "model file" };
    private static readonly Option<string> Out = new("--out") { Required = true, Description = "csv file to write: column score, a line a row" };
    private static readonly Option<bool> Reasons = new("--reasons") { Description = "also the intercept and the contribution of every term; they add up to the score exactly" };
    private static readonly Option<int?> Threads = new("--threads");

    public static Command Create() => new Command("predict", "score the rows of a csv or LibSVM file (--data) with a model") { ModelPath, Out, Reasons, Threads }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(MlCommands.Data) is not { } data)
        {
            await Console.Error.WriteLineAsync("请用 --data 指出要评分的文件");
            return 2;
        }

        var path = arguments.GetRequiredValue(ModelPath);
        var model = File.Exists(path) ? ModelFile.Read(await File.ReadAllBytesAsync(path, cancellationToken)) : throw new ModelFileException($"找不到模型文件 {path}");
        var table = TableFile.Read(data, null, null, model.Factors, cancellationToken).Table;
        if (DatasetChecks.Infinite(table, DatasetChecks.RowName).FirstOrDefault() is { } infinite)
        {
            throw new TableFileException($"{data} {infinite}");
        }

        var threads = arguments.GetValue(Threads) ?? Environment.ProcessorCount;
        var scores = model.ScoreFixed(table, threads);
        var isExplained = arguments.GetValue(Reasons);
        if (isExplained && model is not TableModel)
        {
            await Console.Error.WriteLineAsync("这个模型是整树模型，给不出逐项理由；需要理由请用 ga2m、additive 或 scorecard");
            return 1;
        }

        await using (var writer = new StreamWriter(Path.GetFullPath(arguments.GetRequiredValue(Out)), false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" })
        {
            if (isExplained)
            {
                await WriteReasonsAsync(writer, (TableModel)model, (scores, table), threads, cancellationToken);
            }
            else
            {
                await writer.WriteLineAsync("score");
                foreach (var score in scores)
                {
                    await writer.WriteLineAsync(Text(score));
                }
            }
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"模型 {model.Id[..12]}：{scores.Length} 行评分写入 {arguments.GetRequiredValue(Out)}"));
        return 0;
    }

    private static async Task WriteReasonsAsync(
        StreamWriter writer, TableModel model, (long[] Scores, FactorTable Table) rows, int threads, CancellationToken cancellationToken)
    {
        var terms = model.Terms;
        var contributions = model.Explain(rows.Table, threads);
        var reasons = new RowReasons(model);
        await writer.WriteLineAsync("score,intercept," + string.Join(',', terms.Select(term => Quoted(term.Name))) + ",adverse,favourable");
        var intercept = Text(model.Intercept);
        for (var i = 0; i < rows.Scores.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var line = new StringBuilder(Text(rows.Scores[i])).Append(',').Append(intercept);
            var own = contributions.AsMemory(i * terms.Count, terms.Count);
            foreach (var points in own.ToArray())
            {
                line.Append(',').Append(Text(points));
            }

            var (adverse, favourable) = reasons.Top(rows.Table, i, own.Span, 3);
            line.Append(',').Append(Quoted(string.Join('；', adverse))).Append(',').Append(Quoted(string.Join('；', favourable)));
            await writer.WriteLineAsync(line, cancellationToken);
        }
    }

    /// <summary>The shortest decimal that reads back as the same number; sums of these are exact in double.</summary>
    private static string Text(long points) => FixedPoint.ToDouble(points).ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
