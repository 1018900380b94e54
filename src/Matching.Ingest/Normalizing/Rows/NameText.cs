using Matching.Domain.Text;

namespace Matching.Ingest.Normalizing.Rows;

internal static class FirmName
{
    public static string Fold(string name) => TextFold.Simplify(TextFold.Fold(name));
}

internal static class NameSplit
{
    public static IReadOnlyList<string> Units(string cell)
    {
        var units = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= cell.Length; i++)
        {
            var c = i < cell.Length ? cell[i] : '\n';
            depth += c is '(' or '（' ? 1 : c is ')' or '）' ? -1 : 0;
            if (i == cell.Length || depth <= 0 && c is '、' or '；' or ';' or '，' or ',' or '/' or '\n')
            {
                var name = cell[start..i].Trim();
                if (name.Length > 0 && !units.Contains(name))
                {
                    units.Add(name);
                }

                start = i + 1;
            }
        }

        return units;
    }
}
