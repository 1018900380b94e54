using System.Diagnostics;
using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Deliveries.Duties;
using Matching.Ingest.Normalizing;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>load --dry-run</c>: what each list is taken for, what its columns mean, and how its rows would end.</summary>
internal static class LoadRehearsal
{
    public static async Task<int> RunAsync(
        ServiceProvider services, IReadOnlyList<string> files, Library? library, CommandOutput output, CancellationToken cancellationToken)
    {
        var rehearsed = new List<RehearsedList>();
        foreach (var path in files)
        {
            await using var content = File.OpenRead(path);
            var list = await services.GetRequiredService<PreviewDelivery>().HandleAsync(content, Path.GetFileName(path), library, null, cancellationToken) switch
            {
                PreviewResult.Preview preview => RehearsedList.Of(preview.List) with { Larger = preview.Larger, Absent = preview.Absent },
                PreviewResult.Unmapped unmapped => new RehearsedList(Path.GetFileName(path), null, "", [], null, unmapped.Message),
                PreviewResult.Refused refused => new RehearsedList(Path.GetFileName(path), null, "", [], null, refused.Message),
                var other => throw new UnreachableException(other.ToString()),
            };
            rehearsed.Add(list);
            if (list.Refusal is not null)
            {
                CommandOutput.Complain(list.Refusal);
            }
        }

        output.Result(new { lists = rehearsed }, rehearsed.Where(list => list.Refusal is null).SelectMany(list => list.Lines()));
        return rehearsed.Exists(list => list.Refusal is not null) ? 1 : 0;
    }

    private sealed record RehearsedColumn(string Header, string Meaning);

    private sealed record RehearsedList(
        string File, string? Library, string Detected, IReadOnlyList<RehearsedColumn> Columns, ListCounts? Counts, string? Refusal)
    {
        public static RehearsedList Of(ListPreview list) => new(
            list.FileName,
            list.Library.Info().Code,
            list.Detected,
            [.. list.Sheets.FirstOrDefault(sheet => sheet.IsTable)?.Columns.Select(column => new RehearsedColumn(column.Header, column.Column.ToString())) ?? []],
            list.Counts,
            null);

        /// <summary>The last list of the same title, when it had more records.</summary>
        public LargerBefore? Larger { get; init; }

        /// <summary>Who is missing on a list that should name everybody.</summary>
        public AbsentForetold? Absent { get; init; }

        public IEnumerable<string> Lines()
        {
            var counts = Counts!;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{File}：{Library}，{Detected}，读 {counts.Read} 行 = 可用 {counts.Understood} + 略过 {counts.Skipped} + 退回 {counts.Rejected}{(counts.IsComplete ? "" : "（其后未看）")}；试读，没有入库");
            if (Larger is { } larger)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"  注意：同名名单“{larger.FileName}”上次有 {larger.Records} 行，这次少 {larger.Records - counts.Understood} 行，请核对是否缺行");
            }

            if (Absent is { Absent: > 0 } absent)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"  注意：整份名单“{absent.Before.FileName}”所列企业中有 {absent.Absent} 家这次没有列出（{string.Join("、", absent.First)}{(absent.Absent > absent.First.Count ? " 等" : "")}），请核对是否漏报");
            }

            yield return "  列：" + string.Join("、", Columns.Select(column => $"{column.Header}→{column.Meaning}"));
            if (counts.Issues.Count > 0)
            {
                yield return "  提示：" + string.Join("，", counts.Issues.Select(pair => $"{pair.Key} {pair.Value}"));
            }
        }
    }
}
