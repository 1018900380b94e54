namespace Matching.Domain.Firms.Fields;

/// <summary>One value that rows give a field.</summary>
/// <param name="Text">As in the row; a region and a field by their codes.</param>
/// <param name="Fact">Of the rows that say so, the one the rule puts first; null when no row says it.</param>
/// <param name="Rows">Rows that say so.</param>
public sealed record FieldValue(string Text, FirmFact? Fact, int Rows);

/// <summary>The value a field is shown with, and those that lost.</summary>
/// <param name="Chosen">Null when nothing is known of the field.</param>
/// <param name="AlsoSeen">Other values in the order of the rule.</param>
public sealed record FieldChoice(FirmField Field, SurvivorshipRule Rule, FieldValue? Chosen, IReadOnlyList<FieldValue> AlsoSeen);
