namespace Matching.Search;

/// <summary>The best place of one word in one document: the same judgement as <see cref="Embedded.WordMatch"/>, made for the few firms that are shown.</summary>
internal readonly record struct WordPlace(double Weight, MatchedField Field, string Value)
{
    private static readonly WordPlace Nowhere = new(0, MatchedField.None, "");

    public static WordPlace Find(FirmDocument firm, string word)
    {
        var best = Nowhere;
        Consider(MatchedField.Name, [firm.Name], Relevance.NameEqual, Relevance.NameBeginning, Relevance.NamePart);
        Consider(MatchedField.ShortName, firm.ShortNames, Relevance.ShortNameEqual, Relevance.NamePart, Relevance.NamePart);
        Consider(MatchedField.FormerName, firm.FormerNames, Relevance.FormerNamePart, Relevance.FormerNamePart, Relevance.FormerNamePart);
        Consider(MatchedField.Uscc, [firm.Uscc], Relevance.CodeEqual, Relevance.CodePart, Relevance.CodePart);
        Consider(MatchedField.Number, firm.Numbers, Relevance.CodeEqual, Relevance.CodePart, Relevance.CodePart);
        Consider(MatchedField.PinyinInitials, firm.PinyinInitials, Relevance.InitialsPart, Relevance.InitialsPart, Relevance.InitialsPart);
        Consider(MatchedField.Title, firm.Titles, Relevance.TitlePart, Relevance.TitlePart, Relevance.TitlePart);
        Consider(MatchedField.BusinessScope, [firm.BusinessScope], Relevance.ScopePart, Relevance.ScopePart, Relevance.ScopePart);
        return best;

        void Consider(MatchedField field, IReadOnlyList<string> values, double equal, double beginning, double part)
        {
            if (best.Weight >= equal)
            {
                return;
            }

            foreach (var value in values)
            {
                var at = SearchFold.Fold(value).IndexOf(word, StringComparison.Ordinal);
                var weight = at < 0 ? 0 : at > 0 ? part : value.Length == word.Length ? equal : beginning;
                if (weight > best.Weight)
                {
                    best = new WordPlace(weight, field, value);
                }
            }
        }
    }
}
