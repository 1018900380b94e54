using Matching.Domain.Finding;
using Matching.Domain.Firms;

namespace Matching.Benchmarks.Finding;

/// <summary>Client lists as they come: names as registered, codes, and the usual slips, a tenth of them of firms nobody holds.</summary>
/// <param name="absent">Firms made the same way that are not held.</param>
internal sealed class FindQuestions(int seed, FindableFirm[] held, FindableFirm[] absent)
{
    private const string Characters = "华光中天新科达信安宏远东方海创智联云星瑞泰";

    private readonly Random random = new(seed);

    /// <returns>Kind of question, the question, and the firm meant; null where it is not held.</returns>
    public IEnumerable<(string Kind, FirmQuestion Question, FirmId? Truth)> Take(int count)
    {
        var names = held.Select(firm => FirmName.Fold(firm.Name)).ToHashSet();
        for (var i = 0; i < count; i++)
        {
            var firm = held[random.Next(held.Length)];
            var region = firm.Regions[0];
            var name = firm.Name;
            var at = 2 + random.Next(Math.Max(1, name.Length - 7));
            yield return random.Next(100) switch
            {
                < 35 => ("name and region", new FirmQuestion(name, Region: region), firm.Id),
                < 50 => ("code", new FirmQuestion(null, firm.Uscc.ToString()), firm.Id),
                < 60 => ("name alone", new FirmQuestion(name), firm.Id),
                < 68 => ("name without form, region", new FirmQuestion(name[..^4], Region: region), firm.Id),
                < 76 => ("region left out of the name, region stated", new FirmQuestion(WithoutRegion(name), Region: region), firm.Id),
                < 82 => ("one character other, region", new FirmQuestion(name[..at] + Characters[random.Next(Characters.Length)] + name[(at + 1)..], Region: region), firm.Id),
                < 86 => ("broken off, region", new FirmQuestion(name[..^5], Region: region), firm.Id),
                < 90 when firm.FormerNames is [var former, ..] => ("former name, region", new FirmQuestion(former, Region: region), firm.Id),
                < 90 => ("name and region", new FirmQuestion(name, Region: region), firm.Id),
                _ => Absent(absent[i], names),
            };
        }
    }

    private static (string Kind, FirmQuestion Question, FirmId? Truth) Absent(FindableFirm firm, HashSet<string> names)
    {
        // Made alike, it may bear the name of one that is held; then nobody can tell.
        var name = firm.Name;
        while (names.Contains(FirmName.Fold(name)))
        {
            name = "琊" + name;
        }

        return ("not held, region", new FirmQuestion(name, Region: firm.Regions[0]), null);
    }

    private static string WithoutRegion(string name) =>
        FirmName.Parse(name).Regions is [{ IsInBrackets: false } token, ..] && name.StartsWith(token.Text, StringComparison.Ordinal) ? name[token.Text.Length..] : name;
}
