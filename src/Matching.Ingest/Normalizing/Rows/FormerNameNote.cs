namespace Matching.Ingest.Normalizing.Rows;

/// <summary>Splits 甲有限公司（原名：乙有限公司）, 甲有限公司（原乙有限公司）, 甲有限公司（曾用名：乙）.</summary>
internal static class FormerNameNote
{
    private static readonly string[] Openings = ["曾用名", "原名称", "原名", "原企业名称", "原"];

    public static (string Name, string? Former) Split(string printed)
    {
        var open = printed.LastIndexOfAny(['(', '（']);
        if (open <= 0 || printed[^1] is not (')' or '）'))
        {
            return (printed, null);
        }

        var inside = printed.AsSpan(open + 1, printed.Length - open - 2).Trim();
        foreach (var opening in Openings)
        {
            if (inside.StartsWith(opening, StringComparison.Ordinal))
            {
                var former = inside[opening.Length..].TrimStart(":： ").Trim();

                // 甲公司（原料药） is no former name; a former name is a whole name.
                return former.Length >= 4 && (opening.Length > 1 || Shape.UnitShape.IsWholeName(former.ToString()))
                    ? (printed[..open].TrimEnd(), former.ToString())
                    : (printed, null);
            }
        }

        return (printed, null);
    }
}
