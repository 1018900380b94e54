namespace Matching.Search;

/// <summary>The fields suggestions look into, best first.</summary>
internal static class SuggestedFields
{
    public static readonly MatchedField[] All =
    [
        MatchedField.Name,
        MatchedField.ShortName,
        MatchedField.FormerName,
        MatchedField.PinyinInitials,
        MatchedField.Uscc,
    ];

    /// <summary>The first field with a value that begins with the word, or else contains it.</summary>
    public static FirmSuggestion Suggest(FirmDocument firm, string word)
    {
        var values = All.SelectMany(field => ValuesOf(firm, field).Select(value => (Field: field, Value: value))).ToList();
        var (matched, text) = values
            .OrderBy(value => SearchFold.Fold(value.Value).IndexOf(word, StringComparison.Ordinal) switch { < 0 => 2, 0 => 0, _ => 1 })
            .First();
        return new FirmSuggestion(firm.Id, firm.Name, firm.Uscc, matched, text);
    }

    public static IReadOnlyList<string> ValuesOf(FirmDocument firm, MatchedField field) => field switch
    {
        MatchedField.Name => [firm.Name],
        MatchedField.ShortName => firm.ShortNames,
        MatchedField.FormerName => firm.FormerNames,
        MatchedField.PinyinInitials => firm.PinyinInitials,
        _ => [firm.Uscc],
    };
}
