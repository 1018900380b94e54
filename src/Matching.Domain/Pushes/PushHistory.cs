using Matching.Domain.Firms;

namespace Matching.Domain.Pushes;

/// <summary>One firm pushed to one bank on one day, with all the bank reported of it since.</summary>
/// <param name="Outcomes">By day, earliest first.</param>
public sealed record PushHistory(FirmId Firm, string Bank, DateOnly PushedOn, IReadOnlyList<PushOutcome> Outcomes)
{
    public bool Has(OutcomeKind kind) => First(kind) is not null;

    /// <summary>Earliest report of a kind; null when there is none.</summary>
    public PushOutcome? First(OutcomeKind kind) => Outcomes.FirstOrDefault(outcome => outcome.Kind == kind);

    /// <summary>The bank spoke with the firm, as its own words or what followed say.</summary>
    public bool WasContacted => Outcomes.Count > 0;

    /// <summary>The firm wants money: it said so, applied, or the bank decided.</summary>
    public bool HadNeed => Has(OutcomeKind.Need) || Has(OutcomeKind.Applied) || WasApproved || WasRefused;

    public bool WasApproved => Has(OutcomeKind.Approved) || WasDrawn;

    public bool WasDrawn => Has(OutcomeKind.Drawn) || Has(OutcomeKind.Overdue) || Has(OutcomeKind.Repaid);

    /// <summary>Refused, and not approved later.</summary>
    public bool WasRefused => Has(OutcomeKind.Refused) && !WasApproved;

    public bool WasOverdue => Has(OutcomeKind.Overdue);

    public bool WasRepaid => Has(OutcomeKind.Repaid);

    /// <summary>Last day on which something of it became known to the department.</summary>
    public DateOnly KnownOn => Outcomes.Max(outcome => outcome.KnownOn);

    /// <summary>Histories of one firm, by bank and day. A report without a push day belongs to the bank's last push before it, or starts one.</summary>
    /// <param name="knownOn">Reports handed in later play no part.</param>
    public static IReadOnlyList<PushHistory> Of(IEnumerable<FirmFact> facts, DateOnly knownOn)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var histories = new List<PushHistory>();
        var outcomes = facts.Select(PushOutcome.From).OfType<PushOutcome>().Where(outcome => outcome.KnownOn <= knownOn);
        foreach (var ofBank in outcomes.GroupBy(outcome => outcome.Bank, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var days = ofBank.Select(outcome => outcome.PushedOn).OfType<DateOnly>().Distinct().Order().ToList();
            var firstDay = ofBank.Min(outcome => outcome.On);
            histories.AddRange(ofBank
                .GroupBy(outcome => outcome.PushedOn ?? days.FindLast(day => day <= outcome.On) switch { var day when day != default => day, _ => firstDay })
                .OrderBy(push => push.Key)
                .Select(push => new PushHistory(
                    push.First().Firm, ofBank.Key, push.Key, [.. push.Distinct().OrderBy(outcome => outcome.On).ThenBy(outcome => outcome.Kind)])));
        }

        return histories;
    }
}
