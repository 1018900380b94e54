using System.Globalization;
using System.Text;
using Matching.Api.Features.Shared;
using Matching.Ingest.Reading;

namespace Matching.Api.Features.Lookups;

public abstract record ClientListResult
{
    /// <param name="Skipped">Rows without name and code.</param>
    public sealed record Read(IReadOnlyList<ClientRow> Rows, string Description, int Skipped) : ClientListResult;

    /// <param name="Code">Stable kebab-case name for programs.</param>
    public sealed record Refused(string Code, string Message) : ClientListResult;
}

/// <summary>Reads a client list, pasted or from a file of any format deliveries come in. Nothing of it is kept.</summary>
public static class ReadClientList
{
    private const int HeaderWithin = 12;

    private static readonly ListLimits Limits = new() { MaxBytes = ClientLimits.MostBytes, MaxExpandedBytes = 400L << 20, MaxColumns = 200 };

    /// <summary>One firm a line; tab, comma or semicolon between its name and its code.</summary>
    public static ClientListResult FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > ClientLimits.MostBytes / 2)
        {
            return TooLarge("粘贴的内容");
        }

        var rows = text.ReplaceLineEndings("\n").Split('\n')
            .Select((line, at) => (Number: at + 1, Cells: (IReadOnlyList<string>)(line.Contains('\t', StringComparison.Ordinal) ? line.Split('\t') : line.Split([',', '，', ';', '；']))))
            .Where(row => row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)));
        return Collect(rows, "粘贴的名单");
    }

    /// <param name="content">Taken over.</param>
    public static async Task<ClientListResult> FromFileAsync(Stream content, string fileName, CancellationToken cancellationToken)
    {
        switch (await ListFile.OpenAsync(content, fileName, Limits, cancellationToken))
        {
            case ListFileResult.Refused refused:
                return new ClientListResult.Refused(refused.Refusal.Code, refused.Refusal.Message);
            case ListFileResult.Opened opened:
                await using (var file = opened.File)
                {
                    try
                    {
                        return Collect(FirstSheet(file, cancellationToken), $"{file.Name}（{file.Description}）");
                    }
                    catch (ListFileException damaged)
                    {
                        return new ClientListResult.Refused(damaged.Refusal.Code, damaged.Refusal.Message);
                    }
                }

            case var other:
                throw new System.Diagnostics.UnreachableException(other.ToString());
        }
    }

    /// <summary>The rows as text that <see cref="FromText"/> reads again; how a page carries a list without keeping it.</summary>
    public static string ToText(IReadOnlyList<ClientRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder("行号\t企业名称\t统一社会信用代码\t地区\t曾用名\n");
        foreach (var row in rows)
        {
            text.Append(row.Number).Append('\t').AppendJoin('\t', row.Name, row.Code, row.Region, row.FormerName).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(int Number, IReadOnlyList<string> Cells)> FirstSheet(ListFile file, CancellationToken cancellationToken)
    {
        using var reader = file.OpenReader();
        while (reader.NextSheet())
        {
            var any = false;
            while (!reader.IsSheetHidden && reader.Read(out var row))
            {
                cancellationToken.ThrowIfCancellationRequested();
                any = true;
                yield return (row.Record.Row, row.Record.Cells);
            }

            if (any)
            {
                yield break;
            }
        }
    }

    private static ClientListResult Collect(IEnumerable<(int Number, IReadOnlyList<string> Cells)> lines, string description)
    {
        var head = new List<(int Number, IReadOnlyList<string> Cells)>();
        var rows = new List<ClientRow>();
        ClientColumns? columns = null;
        var skipped = 0;
        foreach (var line in lines)
        {
            if (columns is null)
            {
                head.Add(line);
                if (ClientColumns.OfHeader(line.Cells) is { IsUsable: true } header)
                {
                    // What stands above a header is a title.
                    columns = header;
                    head.Clear();
                }
                else if (head.Count == HeaderWithin)
                {
                    columns = ByContent;
                    head.ForEach(Take);
                }
            }
            else
            {
                Take(line);
            }

            if (rows.Count > ClientLimits.MostRows)
            {
                return new ClientListResult.Refused("client-list-too-long", $"名单超过 {Shown.Count(ClientLimits.MostRows)} 行，一次查不完。请拆成几份分别查询。");
            }
        }

        if (columns is null)
        {
            columns = ByContent;
            head.ForEach(Take);
        }

        return rows.Count > 0
            ? new ClientListResult.Read(rows, description, skipped)
            : new ClientListResult.Refused("client-list-empty", "没有读到企业名称或统一社会信用代码。请每行写一家企业，或上传含“企业名称”“统一社会信用代码”列的名单。");

        void Take((int Number, IReadOnlyList<string> Cells) line)
        {
            var at = columns == ByContent ? ClientColumns.OfContent(line.Cells) : columns!;
            var row = new ClientRow(int.TryParse(Cell(line.Cells, at.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : line.Number, Cell(line.Cells, at.Name), Cell(line.Cells, at.Code), Cell(line.Cells, at.Region), Cell(line.Cells, at.FormerName));
            if (row.Name.Length == 0 && row.Code.Length == 0)
            {
                skipped++;
            }
            else
            {
                rows.Add(row);
            }
        }
    }

    private static readonly ClientColumns ByContent = new(-1, -1, -1, -1, -1);

    private static string Cell(IReadOnlyList<string> cells, int at)
    {
        // Tabs and line ends would break the row when the list is carried as text.
        var text = at >= 0 && at < cells.Count ? string.Join(' ', cells[at].Split(['\t', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) : "";
        return text.Length <= ClientLimits.LongestCell ? text : text[..ClientLimits.LongestCell];
    }

    private static ClientListResult.Refused TooLarge(string what) =>
        new("client-list-too-large", $"{what}超过 {ClientLimits.MostBytes >> 20} MB。请拆成几份分别查询。");
}
