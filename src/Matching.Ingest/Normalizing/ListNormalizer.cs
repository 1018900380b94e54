using System.Runtime.CompilerServices;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Normalizing;

/// <summary>Turns an opened file into normalised rows of one library.</summary>
/// <remarks>Two steps, so that a wrong file is refused before a single row is taken: <see cref="PlanAsync"/> looks at the first rows
/// of every sheet, <see cref="RunAsync(ListPlan, CancellationToken)"/> walks them all once, in constant memory.</remarks>
public static class ListNormalizer
{
    /// <summary>Score a library must lead by before another choice is called wrong.</summary>
    private const int ClearLead = 3;

    /// <param name="given">What a person said the headers mean; goes before the synonym table.</param>
    public static Task<ListPlanResult> PlanAsync(ListFile file, Library library, ListShape? given = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(Plan(file, library, given ?? ListShape.Empty, cancellationToken));

    /// <summary>Libraries the file may belong to, best first; for the upload page before anything is chosen.</summary>
    public static Task<IReadOnlyList<LibraryGuess>> GuessAsync(ListFile file, CancellationToken cancellationToken = default) =>
        Task.FromResult(Guess(file, SheetHead.ReadAll(file, cancellationToken), ListShape.Empty));

    /// <summary>True when one table of the file has every header the shape speaks of, in whatever order.</summary>
    public static bool HasHeaders(ListFile file, Library library, ListShape shape, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Columns.Count > 0 && ShapesFor(SheetHead.ReadAll(file, cancellationToken), library, shape)
            .Exists(sheet => sheet.Columns.Select(mapping => HeaderText.Fold(mapping.Header)).ToHashSet() is var headers && shape.Columns.Keys.All(headers.Contains));
    }

    /// <summary>Texts of the row that looks most like a header, for a person to say what they mean; empty when there is none.</summary>
    public static IReadOnlyList<string> HeaderTexts(ListFile file, CancellationToken cancellationToken = default) =>
        WidestRow(SheetHead.ReadAll(file, cancellationToken)) is { } widest
            ? [.. widest.Record.Cells.Select(cell => cell.Trim().ReplaceLineEndings("")).Where(cell => cell.Length is > 0 and <= HeaderFinder.LongestHeader).Distinct()]
            : [];

    /// <summary>All rows of the file, in order, each exactly once.</summary>
    public static async IAsyncEnumerable<NormalizedRow> RunAsync(ListPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        var output = new List<NormalizedRow>();
        using var reader = plan.File.OpenReader();
        for (var sheet = 0; reader.NextSheet(); sheet++)
        {
            var run = new SheetRun(plan, plan.Sheets[sheet]);
            for (var more = true; more;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                more = reader.Read(out var row);
                if (more)
                {
                    run.Push(row, output);
                }
                else
                {
                    run.Finish(output);
                }

                foreach (var normalized in output)
                {
                    yield return normalized;
                }

                output.Clear();
            }
        }
    }

    private static ListPlanResult Plan(ListFile file, Library library, ListShape given, CancellationToken cancellationToken)
    {
        var heads = SheetHead.ReadAll(file, cancellationToken);
        if (heads.All(head => head.Rows.Count == 0))
        {
            return new ListPlanResult.Refused(new ListRefusal.NoRows(file.Name));
        }

        var needs = LibraryNeeds.Of(library);
        var shapes = ShapesFor(heads, library, given);
        var fits = shapes.Any(shape => needs.HasNeeded(shape.Columns));
        if (given.Columns.Count == 0 || !fits)
        {
            var guesses = Guess(file, heads, given);
            var own = guesses.First(guess => guess.Library == library);
            var best = guesses[0];
            var isClear = best.Library != library && best.HasNeeded && best.Score >= own.Score + ClearLead && !OnlyAddsKnowledge(library, best.Library);
            if (isClear || !fits && best.Library != library && best.HasNeeded && best.Score >= 2)
            {
                return new ListPlanResult.Refused(new ListRefusal.WrongLibrary(file.Name, library, best.Library, best.Reasons));
            }
        }

        if (!fits)
        {
            return new ListPlanResult.Refused(new ListRefusal.NoHeader(file.Name, FoundTexts(heads), needs.Needed));
        }

        return new ListPlanResult.Ready(new ListPlan(file, library, [.. shapes.Select(shape =>
            new PlannedSheet(needs.HasNeeded(shape.Columns) ? shape : shape with { Columns = [], HeaderRow = 0, HeaderRows = 0 },
                TitleReading.Of(shape.Titles, shape.Sheet, file.Name)))]));
    }

    /// <summary>A register also has firms of every library, so its columns in another list are no sign of a wrong choice, and a sparse list may be any.</summary>
    private static bool OnlyAddsKnowledge(Library chosen, Library best) => best == Library.Registry && chosen is Library.HighTechFirms or Library.TechSmes;

    private static IReadOnlyList<LibraryGuess> Guess(ListFile file, IReadOnlyList<SheetHead> heads, ListShape given) =>
        LibraryGuess.Rank(
            library => ShapesFor(heads, library, given).MaxBy(shape => shape.Columns.Count(mapping => mapping.Column != ListColumn.Unknown))?.Columns ?? [],
            heads.SelectMany(head => head.Headlines.Append(head.Sheet).Concat(
                head.Rows.Take(4).Where(row => row.Record.Cells.Count(cell => cell.Length > 0) <= 2).SelectMany(row => row.Record.Cells)))
                .Append(file.Name));

    /// <summary>Columns of each sheet; a table that goes on without a header keeps those of the table before it.</summary>
    private static List<SheetShape> ShapesFor(IReadOnlyList<SheetHead> heads, Library library, ListShape given)
    {
        var shapes = new List<SheetShape>();
        SheetShape? last = null;
        foreach (var head in heads)
        {
            var shape = HeaderFinder.Find(library, given, head.Sheet, head.IsHidden, head.Rows, head.Headlines);
            if (!shape.IsTable && last is not null && Continues(last, head))
            {
                shape = shape with { Columns = last.Columns, HeaderRow = 0, HeaderRows = 0, Titles = last.Titles };
            }

            last = shape.IsTable ? shape : last;
            shapes.Add(shape);
        }

        return shapes;
    }

    private static bool Continues(SheetShape last, SheetHead head)
    {
        var width = last.Columns[^1].Index + 1;
        return head.Rows.Count > 0 && head.Rows.Count(row => row.Record.Cells.Count >= width - 1 && row.Record.Cells.Count <= width + 1) * 10 >= head.Rows.Count * 7;
    }

    private static ListRow? WidestRow(IReadOnlyList<SheetHead> heads) =>
        heads.SelectMany(head => head.Rows.Take(HeaderFinder.RowsLooked)).Cast<ListRow?>().MaxBy(row => row!.Value.Record.Cells.Count(cell => cell.Length > 0));

    private static List<string> FoundTexts(IReadOnlyList<SheetHead> heads)
    {
        if (WidestRow(heads) is not { } widest)
        {
            return [];
        }

        return [.. widest.Record.Cells.Where(cell => cell.Trim().Length > 0).Select(cell => PersonalData.Mask(cell.Trim() is { Length: > 20 } text ? text[..20] + "…" : cell.Trim()))];
    }
}
