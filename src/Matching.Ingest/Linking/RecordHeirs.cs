namespace Matching.Ingest.Linking;

/// <summary>Rows that take the place of others: a record that replaces another, or comes back for it, inherits what was known of that one.</summary>
internal static class RecordHeirs
{
    /// <returns>Each row in force never linked so far that follows one whose linkage has to end. One row may follow several; the first named counts.</returns>
    public static IEnumerable<(LinkedUnit Heir, LinkedUnit Gone)> Of(IReadOnlyCollection<LinkedUnit> units)
    {
        var leaving = units.Where(unit => !unit.IsInForce && unit.Current is not null).ToList();
        var keys = leaving.Select(unit => unit.KeyHash).ToHashSet();
        var heirs = units.Where(unit => unit.IsInForce && unit.Current is null && keys.Contains(unit.KeyHash)).ToLookup(unit => unit.KeyHash);
        foreach (var gone in leaving.OrderBy(unit => unit.Unit.Key))
        {
            var heir = heirs[gone.KeyHash]
                .OrderByDescending(unit => unit.Unit.Uscc is { } code && code == gone.Unit.Uscc)
                .ThenByDescending(unit => unit.Unit.FoldedName == gone.Unit.FoldedName)
                .ThenByDescending(unit => unit.Unit.Key.Position == gone.Unit.Key.Position)
                .ThenBy(unit => unit.Unit.Key)
                .FirstOrDefault();
            if (heir is not null)
            {
                yield return (heir, gone);
            }
        }
    }
}
