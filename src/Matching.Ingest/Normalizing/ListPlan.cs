using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Normalizing;

/// <summary>One sheet as it will be read.</summary>
/// <param name="Context">What the sheet's title, its name and the file name say.</param>
public sealed record PlannedSheet(SheetShape Shape, ListContext Context);

/// <summary>How a file will be normalised: library, columns of every sheet, and what the titles say. Made once, shown to the sender, then run.</summary>
public sealed record ListPlan(ListFile File, Library Library, IReadOnlyList<PlannedSheet> Sheets)
{
    /// <summary>What holds for the whole file: of the sheets that hold the list, the first that states a thing.</summary>
    public ListContext Context { get; } = Sheets.Where(sheet => sheet.Shape.IsTable)
        .Aggregate(ListContext.Unstated, (context, sheet) => context.Or(sheet.Context));
}

/// <summary>Outcome of planning.</summary>
public abstract record ListPlanResult
{
    public sealed record Ready(ListPlan Plan) : ListPlanResult;

    public sealed record Refused(ListRefusal Refusal) : ListPlanResult;
}
