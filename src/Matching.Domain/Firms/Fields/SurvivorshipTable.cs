using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Domain.Text;

namespace Matching.Domain.Firms.Fields;

/// <summary>The rules of all fields, one version of <c>Data/survivorship.csv</c>.</summary>
public sealed class SurvivorshipTable
{
    private readonly Dictionary<FirmField, SurvivorshipRule> rules;

    private SurvivorshipTable(int version, DateOnly from, Dictionary<FirmField, SurvivorshipRule> rules)
    {
        Version = version;
        From = from;
        this.rules = rules;
    }

    /// <summary>The table in force.</summary>
    public static SurvivorshipTable Current { get; } = Read(DataFile.Lines("survivorship.csv"));

    public int Version { get; }

    /// <summary>Day the version was made.</summary>
    public DateOnly From { get; }

    public IReadOnlyCollection<SurvivorshipRule> Rules => rules.Values;

    public SurvivorshipRule this[FirmField field] => rules[field];

    /// <param name="lines">First <c>version,N,day</c>, then one line a field.</param>
    /// <exception cref="FormatException">A line names no field, library or order, a field is missing or stands twice.</exception>
    public static SurvivorshipTable Read(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var all = lines.Select(line => line.Split(',', StringSplitOptions.TrimEntries)).ToList();
        if (all is not [["version", var number, var day, ..], ..] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from))
        {
            throw new FormatException("The table of survivorship begins with a line \"version,1,2026-11-25\".");
        }

        var rules = new Dictionary<FirmField, SurvivorshipRule>();
        foreach (var cells in all.Skip(1))
        {
            var rule = RuleOf(cells);
            if (!rules.TryAdd(rule.Field, rule))
            {
                throw new FormatException($"\"{cells[0]}\" stands twice in the table of survivorship.");
            }
        }

        var missing = Enum.GetValues<FirmField>().Where(field => !rules.ContainsKey(field)).ToList();
        return missing.Count == 0
            ? new SurvivorshipTable(version, from, rules)
            : throw new FormatException($"The table of survivorship has no line for {string.Join(", ", missing)}.");
    }

    private static SurvivorshipRule RuleOf(string[] cells)
    {
        if (cells.Length != 4
            || !Enum.TryParse<FirmField>(cells[0].Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var field)
            || !Enum.TryParse<SurvivorshipOrder>(cells[3], ignoreCase: true, out var then))
        {
            throw new FormatException($"\"{string.Join(',', cells)}\" is no rule; a rule is field,group,sources,newest or most.");
        }

        var sources = cells[2].Split('>', StringSplitOptions.TrimEntries);
        var named = sources.Where(source => source != "*").ToList();
        if (sources.Contains("*") && sources[^1] != "*" || named.Find(source => !LibraryCatalog.TryFind(source, out _)) is not null)
        {
            throw new FormatException($"\"{cells[2]}\" names no order of libraries; known are {string.Join(", ", LibraryCatalog.All.Select(one => one.Code))}, and * at the end.");
        }

        return new SurvivorshipRule(
            field,
            cells[1].Length > 0 ? cells[1] : null,
            named.ConvertAll(source => LibraryCatalog.TryFind(source, out var info) ? info.Library : default),
            sources[^1] == "*",
            then);
    }
}
