namespace Matching.Ingest.Reading.Workbooks;

/// <summary>What a number format makes of a number. Shapes from <see cref="Day"/> on are moments.</summary>
internal enum NumberShape : byte
{
    General,

    /// <summary>All digits are shown (0, #,##0.00, @ …).</summary>
    Digits,
    Day,

    /// <summary>Year and month only.</summary>
    Month,
    Time,
}

/// <summary>Reads number formats of ECMA-376 part 1 §18.8.30.</summary>
internal static class NumberShapes
{
    /// <summary>Built-in ids, the ones of East Asian programs (27–36, 50–58) included.</summary>
    public static NumberShape OfBuiltIn(int id) => id switch
    {
        0 => NumberShape.General,
        17 => NumberShape.Month,
        >= 18 and <= 21 or >= 45 and <= 47 => NumberShape.Time,
        27 or 36 or 50 or 52 or 57 => NumberShape.Month,
        >= 32 and <= 35 or 55 or 56 => NumberShape.Time,
        >= 14 and <= 22 or >= 27 and <= 36 or >= 50 and <= 58 => NumberShape.Day,
        _ => NumberShape.Digits,
    };

    public static NumberShape OfCode(string code)
    {
        bool year = false, month = false, day = false, time = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = SkipTo(code, i, '"');
                    break;
                case '[':
                    // [Red], [$-804], but [h] is elapsed time.
                    time |= i + 1 < code.Length && code[i + 1] is 'h' or 'H';
                    i = SkipTo(code, i, ']');
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case ';':
                    i = code.Length;
                    break;
                case 'y' or 'Y' or 'e':
                    year = true;
                    break;
                case 'd' or 'D':
                    day = true;
                    break;
                case 'm' or 'M':
                    month = true;
                    break;
                case 'h' or 'H' or 's' or 'S':
                    time = true;
                    break;
                case 'G' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    return NumberShape.General;
            }
        }

        return (year, month, day, time) switch
        {
            (_, _, true, _) => NumberShape.Day,
            (true, _, _, _) => NumberShape.Month,
            (_, _, _, true) => NumberShape.Time,
            _ => NumberShape.Digits,
        };
    }

    private static int SkipTo(string code, int from, char end)
    {
        var found = code.IndexOf(end, from + 1);
        return found < 0 ? code.Length : found;
    }
}
