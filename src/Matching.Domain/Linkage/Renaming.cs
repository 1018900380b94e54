namespace Matching.Domain.Linkage;

/// <summary>A row's statement that one name followed another.</summary>
/// <param name="On">The last day the old name can have been borne.</param>
internal readonly record struct Renaming(string From, string To, DateOnly On)
{
    public static Renaming? Of(LinkUnit unit, NameKeys names) =>
        names.FormerKeyOf(unit) is { } former ? new Renaming(former, unit.FoldedName, unit.RenamedOn) : null;
}
