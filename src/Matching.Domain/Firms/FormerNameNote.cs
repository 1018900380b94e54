namespace Matching.Domain.Firms;

/// <summary>Splits a note on a former name off a name: X公司（原Y公司）, X公司（曾用名：Y公司）.</summary>
internal static class FormerNameNote
{
    private static readonly string[] Openings =
        ["曾用名为", "曾用名", "原名称为", "原名称", "原名为", "原名", "原企业名称", "变更前名称", "变更前", "更名前", "原称", "原"];

    /// <summary>Takes a name in plain spelling; the former name is the first one stated, null when the brackets hold something else.</summary>
    public static (string Name, string? FormerName) Split(string name)
    {
        string? first = null;
        for (var open = name.IndexOf('(', StringComparison.Ordinal); open >= 0;)
        {
            var close = Closing(name, open);
            if (FormerNameIn(name[(open + 1)..close].Trim(':', ' ')) is { } former)
            {
                first ??= former;
                name = name[..open] + (close < name.Length ? name[(close + 1)..] : "");
                open = name.IndexOf('(', StringComparison.Ordinal);
            }
            else
            {
                open = name.IndexOf('(', open + 1);
            }
        }

        return (name, first);
    }

    private static string? FormerNameIn(string inside)
    {
        foreach (var opening in Openings)
        {
            if (inside.StartsWith(opening, StringComparison.Ordinal))
            {
                var former = inside[opening.Length..].Trim(':', '"', '“', '”', ' ');
                // 原子能, 原料 and the like are trades, not notes
                return former.Length >= 4 && (opening.Length > 1 || LegalForms.At(former).Length > 0) ? former : null;
            }
        }

        return null;
    }

    private static int Closing(string name, int open)
    {
        var depth = 0;
        for (var i = open; i < name.Length; i++)
        {
            depth += name[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return name.Length;
    }
}
