namespace Matching.Ingest.Reading.Text;

/// <summary>Finds the character between cells: the one that occurs equally often on most lines of the beginning.</summary>
internal static class DelimiterGuess
{
    private const int LinesLooked = 60;

    /// <summary>In order of preference when two fit equally well.</summary>
    private const string Candidates = ",\t;|";

    public static char Of(ReadOnlySpan<char> sample)
    {
        // A spreadsheet program may state it: "sep=;" alone on the first line.
        if (sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample.Length > 4)
        {
            return sample[4];
        }

        var counts = new Dictionary<char, List<int>>();
        foreach (var candidate in Candidates)
        {
            counts[candidate] = CountPerLine(sample, candidate);
        }

        return Candidates.MaxBy(candidate => Score(counts[candidate]));
    }

    private static List<int> CountPerLine(ReadOnlySpan<char> sample, char delimiter)
    {
        var perLine = new List<int>(LinesLooked);
        var count = 0;
        var inQuotes = false;
        var lineHasText = false;
        for (var i = 0; i < sample.Length && perLine.Count < LinesLooked; i++)
        {
            var c = sample[i];
            if (c == '"')
            {
                inQuotes = !inQuotes;
            }
            else if (c == '\n')
            {
                if (lineHasText)
                {
                    perLine.Add(count);
                }

                // Cells may hold line ends, but a stray quote must not swallow the sample.
                (count, lineHasText, inQuotes) = (0, false, false);
                continue;
            }
            else if (c == delimiter && !inQuotes)
            {
                count++;
            }

            lineHasText |= !char.IsWhiteSpace(c);
        }

        if (lineHasText && perLine.Count == 0)
        {
            perLine.Add(count);
        }

        return perLine;
    }

    /// <summary>Lines that agree on the commonest count above zero; more cells break a tie.</summary>
    private static double Score(List<int> perLine)
    {
        var best = perLine.Where(count => count > 0)
            .GroupBy(count => count)
            .Select(group => (Lines: group.Count(), Count: group.Key))
            .OrderByDescending(group => group.Lines)
            .ThenByDescending(group => group.Count)
            .FirstOrDefault();
        return best.Lines + Math.Min(best.Count, 100) / 200.0;
    }
}
