using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Shape;

namespace Matching.Ingest.Normalizing;

/// <summary>How well a list fits a library.</summary>
/// <param name="Score">0 and up; a telling column or title word counts 2, a usual one 1.</param>
/// <param name="Reasons">Column headers and title words that speak for it.</param>
/// <param name="HasNeeded">True when the columns no list of the library can do without are there.</param>
public sealed record LibraryGuess(Library Library, int Score, IReadOnlyList<string> Reasons, bool HasNeeded)
{
    private static readonly Library[] Candidates =
        [Library.HighTechFirms, Library.TechSmes, Library.Awards, Library.Projects, Library.Ventures, Library.Renames, Library.Outcomes, Library.Registry];

    /// <summary>All libraries by score, best first. <paramref name="shapeFor"/> gives the columns as read for a library.</summary>
    public static IReadOnlyList<LibraryGuess> Rank(Func<Library, IReadOnlyList<ColumnMapping>> shapeFor, IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines.Select(HeaderText.Fold));
        return [.. Candidates.Select(library => Weigh(library, shapeFor(library), text)).OrderByDescending(guess => guess.Score)];
    }

    private static LibraryGuess Weigh(Library library, IReadOnlyList<ColumnMapping> columns, string text)
    {
        var rule = LibraryNeeds.Of(library);
        var reasons = new List<string>();
        var score = 0;
        foreach (var word in rule.TitleWords.Where(word => text.Contains(word, StringComparison.Ordinal)))
        {
            score += 2;
            reasons.Add($"标题含“{word}”");
        }

        foreach (var mapping in columns)
        {
            var weight = rule.Telling.Contains(mapping.Column) ? 2 : rule.Usual.Contains(mapping.Column) ? 1 : 0;
            score += weight;
            if (weight > 1)
            {
                reasons.Add($"有“{mapping.Header}”列");
            }
        }

        var has = rule.HasNeeded(columns);
        return new LibraryGuess(library, has ? score : score / 2, reasons, has);
    }
}
