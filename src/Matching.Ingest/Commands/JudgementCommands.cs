using System.CommandLine;
using System.Globalization;
using Matching.Domain.Linkage.Explaining;
using Matching.Domain.Linkage.Judgements;
using Matching.Ingest.Linking.Explaining;
using Matching.Ingest.Linking.Judging;
using Matching.Storage;
using Matching.Storage.Linkages.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>explain</c>, <c>why-not</c>, <c>merge</c>, <c>unmerge</c> and <c>review</c>: links looked into and judged from the command line.</summary>
/// <remarks>A side is a firm (<c>F0000012</c>) or a row (<c>345/1</c>). Judgements are linked at once; scores follow as soon as a server or worker runs.</remarks>
internal static class JudgementCommands
{
    private const int MostListed = 1000;

    private static readonly Argument<string> Left = new("left") { Description = "firm (F0000012) or row (345/1)" };
    private static readonly Argument<string> Right = new("right") { Description = "firm or row" };
    private static readonly Argument<long[]> Entries = new("entries") { Arity = ArgumentArity.OneOrMore, Description = "numbers of judgements as listed by review" };
    private static readonly Option<string> By = new("--by") { Required = true, Description = "account of the person who judges" };
    private static readonly Option<string> Reason = new("--reason") { DefaultValueFactory = _ => "", Description = "why; needed with --code-change" };
    private static readonly Option<bool> CodeChange = new("--code-change") { Description = "the firm changed its code; a second person has to confirm" };
    private static readonly Option<bool> Apart = new("--apart") { Description = "keep apart instead of joining" };
    private static readonly Option<long?> Confirm = new("--confirm") { Description = "number of a judgement to confirm as second person" };
    private static readonly Option<string?> Second = new("--by") { Description = "account of the second person, with --confirm" };

    public static IEnumerable<Command> Create() =>
    [
        new Command("explain", "why two firms or rows are one") { Left, Right }.WithWork((arguments, output, token) => ExplainAsync(arguments, output, isWhyNot: false, token)),
        new Command("why-not", "why two firms or rows are not one") { Left, Right }.WithWork((arguments, output, token) => ExplainAsync(arguments, output, isWhyNot: true, token)),
        new Command("merge", "judge two firms one, or a row to be of a firm; --apart for the opposite") { Left, Right, By, Reason, CodeChange, Apart }.WithWork(MergeAsync),
        new Command("unmerge", "take judgements back") { Entries, By, Reason }.WithWork(UnmergeAsync),
        new Command("review", "open questions and judgements in force; --confirm N --by NAME as second person") { Confirm, Second }.WithWork(ReviewAsync),
    ];

    private static async Task<int> ExplainAsync(ParseResult arguments, CommandOutput output, bool isWhyNot, CancellationToken cancellationToken)
    {
        if (!TryRead(arguments, out var left, out var right))
        {
            return 2;
        }

        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        if (await services.GetRequiredService<ExplainLink>().HandleAsync(left, right, cancellationToken) is not { } found)
        {
            CommandOutput.Complain("有一侧没有找到，或已没有在用的记录。请核对编号。");
            return 1;
        }

        output.Result(found, Lines(found, isWhyNot));
        return 0;
    }

    private static IEnumerable<string> Lines(ExplainLink.Response found, bool isWhyNot)
    {
        var explanation = found.Explanation;
        yield return $"{found.Left.Name}（{found.Left.FirmId}） 与 {found.Right.Name}（{found.Right.FirmId}）：现在{(explanation.IsOneFirm ? "是" : "不是")}同一家";
        if (isWhyNot == explanation.IsOneFirm)
        {
            yield return isWhyNot ? "它们已是同一家，以下是归为一家的依据" : "它们不是同一家，以下是分开的依据";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"起点  {explanation.PriorBits:+0.0;-0.0;0.0} 比特");
        foreach (var field in explanation.Fields.Where(field => field.Level != PairLevel.Missing))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{field.Field}  {field.Level}  {field.Bits:+0.0;-0.0;0.0}  {field.Left} / {field.Right}");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"合计  {explanation.TotalBits:+0.0;-0.0;0.0}，可能性 {explanation.Probability:P2}；自动关联从 {explanation.AutoFromBits:0.0} 起");
        yield return $"约束  {explanation.Constraint.Kind}{(explanation.Constraint.Entry is { } entry ? $"（第 {entry} 号判定，{explanation.Constraint.By}）" : "")}";
    }

    private static async Task<int> MergeAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        if (!TryRead(arguments, out var left, out var right))
        {
            return 2;
        }

        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var result = await services.GetRequiredService<GiveJudgement>().HandleAsync(
            new(
                left,
                [right],
                arguments.GetValue(Apart) ? Judgement.NonMatch : Judgement.Match,
                left is JudgedTarget.Row ? JudgedScope.Row : JudgedScope.Firm,
                arguments.GetRequiredValue(By),
                arguments.GetRequiredValue(Reason),
                arguments.GetValue(CodeChange)),
            cancellationToken);
        return await DoneAsync(services, result, result is JudgeResult.Given { NeedsSecond: false } given ? given.Entries : [], output, cancellationToken);
    }

    private static async Task<int> UnmergeAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var entries = arguments.GetRequiredValue(Entries);
        var result = await services.GetRequiredService<TakeBackJudgement>().HandleAsync(new(entries, arguments.GetRequiredValue(By), arguments.GetRequiredValue(Reason)), cancellationToken);
        return await DoneAsync(services, result, result is JudgeResult.Given ? entries : [], output, cancellationToken);
    }

    private static async Task<int> ReviewAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        if (arguments.GetValue(Confirm) is { } entry)
        {
            if (arguments.GetValue(Second) is not { Length: > 0 } by)
            {
                CommandOutput.Complain("--confirm 须同时给出 --by 复核人账号");
                return 2;
            }

            var result = await services.GetRequiredService<ConfirmJudgement>().HandleAsync(new(entry, by), cancellationToken);
            return await DoneAsync(services, result, result is JudgeResult.Given ? [entry] : [], output, cancellationToken);
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync(cancellationToken);
        var open = await db.ReviewItems.AsNoTracking().Where(item => item.ClosedAt == null).OrderBy(item => item.Id).Take(MostListed).ToListAsync(cancellationToken);
        var state = await db.JudgementsAsync(null, cancellationToken);
        output.Result(
            new { open, standing = state.Standing, waiting = state.Waiting },
            open.Select(item => $"{item.RecordId}/{item.Position}  {item.Reason}  {item.Text}  {item.Candidates}")
                .Concat(state.Waiting.Select(judgement => $"待复核 {Line(judgement)}"))
                .Concat(state.Standing.Select(judgement => $"有效 {Line(judgement)}"))
                .DefaultIfEmpty("没有待核的关联，也没有人工判定"));
        return 0;
    }

    private static string Line(StandingJudgement judgement) =>
        $"{judgement.Number}  {judgement.Judgement}  {judgement.Left.FoldedName} / {judgement.Right?.FoldedName}  {judgement.By}  {judgement.Reason}";

    private static async Task<int> DoneAsync(
        ServiceProvider services, JudgeResult result, IReadOnlyList<long> relinked, CommandOutput output, CancellationToken cancellationToken)
    {
        if (result is not JudgeResult.Given given)
        {
            CommandOutput.Complain(JudgeText.Of(result));
            return 1;
        }

        foreach (var entry in relinked)
        {
            await services.GetRequiredService<RelinkJudged>().RunAsync(entry, cancellationToken);
        }

        output.Result(given, $"{JudgeText.Of(result)} 判定号 {string.Join(' ', given.Entries)}");
        return 0;
    }

    private static bool TryRead(
        ParseResult arguments,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JudgedTarget? left,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JudgedTarget? right)
    {
        right = null;
        if (JudgedTarget.TryParse(arguments.GetRequiredValue(Left), out left) && JudgedTarget.TryParse(arguments.GetRequiredValue(Right), out right))
        {
            return true;
        }

        CommandOutput.Complain("两侧应为企业编号（如 F0000012）或行号（如 345/1：记录号和其中第几个单位）");
        return false;
    }
}
