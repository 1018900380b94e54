using Matching.Domain.Codes;

namespace Matching.Domain.Firms.Fields;

/// <summary>Chooses values at read, by rule. Nothing chosen is stored, so a changed rule changes what is shown and nothing else.</summary>
public sealed class FieldSurvivorship(SurvivorshipTable table)
{
    public static FieldSurvivorship Current { get; } = new(SurvivorshipTable.Current);

    public SurvivorshipTable Table => table;

    /// <summary>The row whose value of the field is shown; null when none states one.</summary>
    /// <param name="known">Newest publication first.</param>
    public FirmMention? Best(FirmField field, Uscc? code, IReadOnlyList<FirmMention> known, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(known);
        var rule = table[field];
        var rows = rule.Then == SurvivorshipOrder.Most ? CountRows(field, known, asOf) : null;
        FirmMention? best = null;
        var bestStanding = default(Standing);
        foreach (var mention in known)
        {
            if (StandingOf(rule, code, mention, asOf, rows) is { } standing && (best is null || standing.CompareTo(bestStanding) < 0))
            {
                (best, bestStanding) = (mention, standing);
            }
        }

        return best;
    }

    /// <summary>All values of all fields, for the page that shows where each comes from.</summary>
    /// <param name="mentions">Rows of the firm; those published later play no part.</param>
    public IReadOnlyList<FieldChoice> Choices(FirmProfile profile, IReadOnlyCollection<FirmMention> mentions)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(mentions);
        var known = ProfileFolding.Known(mentions, profile.AsOf);
        return [.. Enum.GetValues<FirmField>().Select(field => Choose(field, profile, known))];
    }

    private FieldChoice Choose(FirmField field, FirmProfile profile, List<FirmMention> known)
    {
        var rule = table[field];
        var rows = CountRows(field, known, profile.AsOf);
        var values = known
            .Select((mention, place) => (Mention: mention, Place: place, Standing: StandingOf(rule, profile.Uscc, mention, profile.AsOf, rule.Then == SurvivorshipOrder.Most ? rows : null)))
            .Where(one => one.Standing is not null)
            .OrderBy(one => one.Standing!.Value).ThenBy(one => one.Place)
            .Select(one => (Text: FieldReading.Text(field, one.Mention, profile.AsOf)!, one.Mention.Fact))
            .DistinctBy(one => one.Text)
            .Select(one => new FieldValue(one.Text, one.Fact, rows[one.Text]))
            .ToList();
        var shown = ShownText(field, profile);
        var chosen = shown is null ? null : values.Find(value => value.Text == shown) ?? new FieldValue(shown, null, 0);
        return new FieldChoice(field, rule, chosen, values.FindAll(value => value != chosen));
    }

    /// <summary>What the profile shows, in the words of <see cref="FieldReading.Text"/>.</summary>
    private static string? ShownText(FirmField field, FirmProfile profile) => field switch
    {
        FirmField.Name => profile.Name,
        FirmField.Uscc => profile.Uscc?.ToString(),
        FirmField.RegisteredOn => profile.RegisteredOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        FirmField.Capital => profile.CapitalCny?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
        FirmField.BusinessScope => profile.BusinessScope,
        FirmField.Region => profile.Region?.ToString(),
        FirmField.TechnologyField => profile.Field?.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "not a field of a firm"),
    };

    private static Dictionary<string, int> CountRows(FirmField field, IReadOnlyList<FirmMention> known, DateOnly asOf) =>
        known.Select(mention => FieldReading.Text(field, mention, asOf)).OfType<string>().CountBy(text => text).ToDictionary();

    private static Standing? StandingOf(
        SurvivorshipRule rule, Uscc? code, FirmMention mention, DateOnly asOf, Dictionary<string, int>? rows)
    {
        if (rule.RankOf(mention.Fact.Library) is not { } rank || !FieldReading.States(rule.Field, mention, asOf))
        {
            return null;
        }

        var isOther = rule.Group is not null && code is { } own && mention.Uscc is { } printed && printed != own;
        return new Standing(isOther ? 1 : 0, FieldReading.Tier(rule.Field, mention), rank, -(rows?[FieldReading.Text(rule.Field, mention, asOf)!] ?? 0));
    }

    /// <summary>Less is better.</summary>
    private readonly record struct Standing(int OtherFirm, int Tier, int Source, int Rows) : IComparable<Standing>
    {
        public int CompareTo(Standing other) => (OtherFirm, Tier, Source, Rows).CompareTo((other.OtherFirm, other.Tier, other.Source, other.Rows));
    }
}
