using System.Text.RegularExpressions;

namespace Matching.Domain.Codes;

/// <summary>Finds out what is wrong with a credit code and which valid codes lie one slip away.</summary>
internal static partial class UsccExaminer
{
    private const int MostSuggestions = 5;

    /// <summary>Letters the standard leaves out because they are read as digits, and pairs that scanning mixes up.</summary>
    private static readonly (char Wrong, char Right)[] LookAlikes =
    [
        ('I', '1'), ('L', '1'), ('O', '0'), ('Q', '0'), ('D', '0'), ('S', '5'), ('Z', '2'), ('V', 'Y'), ('V', 'U'),
        ('B', '8'), ('8', 'B'), ('G', '6'), ('6', 'G'), ('1', 'L'), ('0', 'D'), ('0', 'Q'), ('2', 'Z'), ('U', 'Y'),
    ];

    public static UsccCheck Examine(string? text)
    {
        var clean = CodeText.Clean(text);
        if (clean.Length == 0)
        {
            return new UsccCheck.Empty();
        }

        if (Uscc.TryParse(clean, out var code))
        {
            return new UsccCheck.Valid(code);
        }

        if (ScientificNumber().IsMatch(clean))
        {
            return new UsccCheck.ScientificNotation(text!.Trim());
        }

        if (clean.Length != Uscc.Length)
        {
            return new UsccCheck.WrongLength(clean, NeighboursInLength(clean));
        }

        var foreign = Uscc.FirstForeignCharacter(clean);
        if (foreign >= 0)
        {
            return new UsccCheck.WrongCharacter(clean, foreign + 1, clean[foreign], Neighbours(clean));
        }

        if (CodeText.IsDigits(clean) && clean.EndsWith("000", StringComparison.Ordinal))
        {
            return new UsccCheck.LostDigits(clean);
        }

        return Uscc.IsKnownBodyType(clean)
            ? new UsccCheck.WrongCheckCharacter(clean, Uscc.CheckCharacter(clean), Neighbours(clean))
            : new UsccCheck.UnknownBodyType(clean, Neighbours(clean));
    }

    [GeneratedRegex(@"^\d(\.\d+)?E\+?\d{1,2}$")]
    private static partial Regex ScientificNumber();

    private static IReadOnlyList<Uscc> Neighbours(string clean) =>
        Accept(AllLookAlikesReplaced(clean)
            .Concat(LookAlikeReplaced(clean))
            .Concat(AdjacentSwapped(clean))
            .Concat(OneReplaced(clean)));

    /// <summary>A code one character short or long: every single deletion or insertion that passes the checks.</summary>
    private static IReadOnlyList<Uscc> NeighboursInLength(string text) => text.Length switch
    {
        Uscc.Length + 1 => Accept(Enumerable.Range(0, text.Length).Select(i => text.Remove(i, 1))),
        Uscc.Length - 1 when Uscc.FirstForeignCharacter(text) < 0 => Accept([text + Uscc.CheckCharacter(text)]),
        _ => [],
    };

    private static IEnumerable<string> AllLookAlikesReplaced(string text)
    {
        yield return text.Replace('I', '1').Replace('O', '0').Replace('S', '5').Replace('Z', '2');
    }

    private static IEnumerable<string> LookAlikeReplaced(string text) =>
        from i in Enumerable.Range(0, text.Length)
        from pair in LookAlikes
        where pair.Wrong == text[i]
        select With(text, i, pair.Right);

    private static IEnumerable<string> AdjacentSwapped(string text) =>
        from i in Enumerable.Range(0, text.Length - 1)
        where text[i] != text[i + 1]
        select $"{text[..i]}{text[i + 1]}{text[i]}{text[(i + 2)..]}";

    private static IEnumerable<string> OneReplaced(string text) =>
        from i in Enumerable.Range(0, text.Length)
        from c in Uscc.Alphabet
        where c != text[i]
        select With(text, i, c);

    /// <summary>Keeps what passes both check characters and names a region; the second check leaves few of the many that pass one.</summary>
    private static IReadOnlyList<Uscc> Accept(IEnumerable<string> candidates) =>
        [.. candidates
            .Where(Uscc.IsValid)
            .Select(c => Uscc.TryParse(c, out var code) ? code : default)
            .Where(code => code.OrganizationCode is not null && RegionCode.IsInRange(code.RegistrationRegion.Value))
            .Distinct()
            .Take(MostSuggestions)];

    private static string With(string text, int position, char c) => $"{text[..position]}{c}{text[(position + 1)..]}";
}
