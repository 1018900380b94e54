using System.CommandLine;
using System.Globalization;
using Matching.Domain.Linkage.Comparing;
using Matching.Ingest.Linking.Comparing;

namespace Matching.Ingest.Commands;

/// <summary><c>diff A.csv B.csv</c>: what became of groups between two exports of links. Exit code 0 whether or not they differ.</summary>
internal static class DiffCommand
{
    private const int Told = 20;

    private static readonly Argument<string> Before = new("before") { Description = "earlier export of links" };
    private static readonly Argument<string> After = new("after") { Description = "later export of links" };

    public static Command Create() => new Command("diff", "compare two exports of links by which rows stand together") { Before, After }.WithWork(RunAsync);

    /// <summary>The comparison in lines for people.</summary>
    public static IEnumerable<string> Lines(LinkDiff diff)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"未变 {diff.Counts[GroupChange.Unchanged]}，合并 {diff.Counts[GroupChange.Merged]}，拆分 {diff.Counts[GroupChange.Partitioned]}，交错 {diff.Counts[GroupChange.Overlapping]}；两次都有 {diff.RowsInBoth} 行，只在前一次 {diff.OnlyBefore} 行，只在后一次 {diff.OnlyAfter} 行");
        foreach (var change in diff.Changed.Take(Told))
        {
            yield return $"{NameOf(change.Change)}  {string.Join(' ', change.Before)} → {string.Join(' ', change.After)}（{change.Rows} 行）";
        }

        if (diff.Changed.Count > Told)
        {
            yield return $"另有 {diff.Changed.Count - Told} 项，用 --json 看全部";
        }
    }

    private static string NameOf(GroupChange change) => change switch
    {
        GroupChange.Merged => "合并",
        GroupChange.Partitioned => "拆分",
        GroupChange.Overlapping => "交错",
        _ => "未变",
    };

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        var before = await LinkFile.ReadAsync(arguments.GetRequiredValue(Before), cancellationToken);
        var after = await LinkFile.ReadAsync(arguments.GetRequiredValue(After), cancellationToken);
        var diff = LinkDiff.Of(before, after);
        output.Result(diff, Lines(diff));
        return 0;
    }
}
