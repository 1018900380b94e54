using Matching.Domain.Firms;
using Matching.Domain.Text;

namespace Matching.Domain.Tests.Firms;

/// <summary>Invented names taken apart by hand against the same names taken apart by rule.</summary>
public sealed class LabelledNamesTests
{
    private static readonly IReadOnlyList<LabelledName> Names = [.. File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Firms", "Data", "labelled-names.txt"))
        .Where(line => !line.StartsWith('#') && line.Length > 0)
        .Select(LabelledName.Parse)];

    [Fact]
    public void Trade_name_is_found_in_99_of_100_names() => AssertShare(0.99, name => name.TradeName, parts => parts.TradeName);

    [Fact]
    public void Regions_are_found_in_99_of_100_names() =>
        AssertShare(0.99, name => name.Regions, parts => string.Concat(parts.Regions.Select(region => region.Text)));

    [Fact]
    public void Industry_words_are_found_in_99_of_100_names() => AssertShare(0.99, name => name.TradeWords, parts => string.Concat(parts.TradeWords));

    [Fact]
    public void Form_is_found_in_every_name() => AssertShare(1, name => name.Form, parts => parts.FormText);

    [Fact]
    public void Group_is_marked_in_every_name_that_says_so() => AssertShare(1, name => name.IsGroup, parts => parts.IsGroup);

    private static void AssertShare<T>(double least, Func<LabelledName, T> expected, Func<FirmNameParts, T> found)
    {
        Assert.True(Names.Count >= 200, $"{Names.Count} names");
        var wrong = Names
            .Where(name => !Equals(expected(name), found(FirmName.Parse(name.Printed))))
            .Select(name => $"{name.Printed}: {found(FirmName.Parse(name.Printed))}, not {expected(name)}")
            .ToList();
        Assert.True(wrong.Count <= (1 - least) * Names.Count, $"{wrong.Count} of {Names.Count}:\n{string.Join('\n', wrong)}");
    }

    private sealed record LabelledName(string Printed, string Regions, string TradeName, string TradeWords, string Form, bool IsGroup)
    {
        public static LabelledName Parse(string line)
        {
            var parts = line.Split(' ');
            string All(char mark) => TextFold.Simplify(TextFold.Fold(string.Concat(parts.Where(part => part[0] == mark).Select(part => part[1..]))));
            return new LabelledName(
                string.Concat(parts.Select(part => part[1..])),
                All('R').Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal),
                All('B'),
                All('T'),
                All('F') switch { "有限责任公司" => "有限公司", "股份公司" => "股份有限公司", var form => form },
                parts.Any(part => part[0] == 'G'));
        }
    }
}
