using System.CommandLine;
using System.Globalization;
using Matching.Domain.Linkage.Comparing;
using Matching.Ingest.Linking.Comparing;

namespace Matching.Ingest.Commands;

/// <summary><c>evaluate LINKS.csv --truth TRUTH.csv</c>: how well an export of links agrees with the truth, over all links and with rows that wait for a person alone.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> Links = new("links") { Description = "export of links" };
    private static readonly Option<string> Truth = new("--truth") { Description = "who each row really is: delivery, sheet, row, position, firm; or the truth.csv beside generated lists", Required = true };

    public static Command Create() => new Command("evaluate", "hold an export of links against the truth") { Links, Truth }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        var (links, truth) = (arguments.GetRequiredValue(Links), await TruthFile.ReadAsync(arguments.GetRequiredValue(Truth), cancellationToken));
        var all = PartitionQuality.Of(truth, await LinkFile.ReadAsync(links, cancellationToken));
        if (all.Compared == 0)
        {
            CommandOutput.Complain($"{links} 与 {arguments.GetRequiredValue(Truth)} 没有相同的行：两个文件的 delivery（文件名）、sheet、row、position 须一致。");
            return 2;
        }

        var settled = PartitionQuality.Of(truth, await LinkFile.ReadSettledAsync(links, cancellationToken));
        output.Result(
            new Evaluation(all, settled),
            [
                .. Lines("全部关联", all),
                .. Lines("不经人工的关联（待核的各自独立）", settled),
                string.Create(CultureInfo.InvariantCulture, $"比较 {all.Compared} 行；真值中另有 {all.OnlyTrue} 行没有关联结果，未计入"),
            ]);
        return 0;
    }

    private static IEnumerable<string> Lines(string title, PartitionQuality quality) =>
    [
        title,
        Line("行对", quality.Pairs),
        Line("逐行（B³）", quality.Rows),
        Line("整组一致", quality.Groups),
    ];

    private static string Line(string title, Agreement agreement) => string.Create(
        CultureInfo.InvariantCulture, $"  {title}：准确率 {agreement.Precision:0.0000}，召回率 {agreement.Recall:0.0000}，F1 {agreement.F1:0.0000}");

    /// <param name="Settled">Rows that wait for a person stand alone.</param>
    private sealed record Evaluation(PartitionQuality All, PartitionQuality Settled);
}
