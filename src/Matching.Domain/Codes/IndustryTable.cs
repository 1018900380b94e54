using System.Collections.Frozen;
using Matching.Domain.Text;

namespace Matching.Domain.Codes;

/// <summary>Names of GB/T 4754-2017; loaded once, on first use.</summary>
public static class IndustryTable
{
    private static readonly Lazy<FrozenDictionary<string, string>> Names = new(() =>
        DataFile.Lines("industries.csv")
            .Select(line => line.Split(',', 2))
            .ToFrozenDictionary(cells => cells[0], cells => cells[1]));

    private static readonly Lazy<FrozenDictionary<string, string>> SectionByDivision = new(() =>
        Names.Value.Keys.Where(c => c.Length == 3).ToFrozenDictionary(c => c[1..], c => c[..1]));

    /// <summary>Chinese name, e.g. 电子电路制造; empty for an empty code.</summary>
    public static string NameOf(IndustryCode code) => Names.Value.GetValueOrDefault(code.ToString()) ?? "";

    internal static bool IsKnown(string code) => Names.Value.ContainsKey(code);

    /// <summary>Puts the section letter before bare digits; null when no division begins so.</summary>
    internal static string? WithSection(string digits) =>
        digits.Length >= 2 && SectionByDivision.Value.TryGetValue(digits[..2], out var section) ? section + digits : null;
}
