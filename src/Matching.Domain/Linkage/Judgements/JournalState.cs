using System.Diagnostics;
using Matching.Domain.Firms;

namespace Matching.Domain.Linkage.Judgements;

/// <summary>What the journal comes to: a fold of its lines in order, and of nothing else.</summary>
public sealed class JournalState
{
    private readonly SortedDictionary<long, StandingJudgement> standing = [];
    private readonly SortedDictionary<long, StandingJudgement> waiting = [];
    private readonly SortedDictionary<FirmId, FirmId> redirects = [];
    private readonly SortedSet<FirmId> retired = [];

    private JournalState()
    {
    }

    /// <summary>Judgements that bind, by number.</summary>
    public IReadOnlyCollection<StandingJudgement> Standing => standing.Values;

    /// <summary>Judgements that wait for a second person, by number.</summary>
    public IReadOnlyCollection<StandingJudgement> Waiting => waiting.Values;

    /// <summary>Firms that became another one, and which; follow until there is no further one.</summary>
    public IReadOnlyDictionary<FirmId, FirmId> Redirects => redirects;

    public IReadOnlySet<FirmId> Retired => retired;

    /// <param name="entries">Ascending by number.</param>
    public static JournalState Of(IEnumerable<JournalEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var state = new JournalState();
        foreach (var entry in entries)
        {
            state.Add(entry);
        }

        return state;
    }

    /// <summary>The judgement of a line while it stands or waits; null once it was taken back.</summary>
    public StandingJudgement? Find(long number) =>
        standing.TryGetValue(number, out var bound) ? bound : waiting.GetValueOrDefault(number);

    private void Add(JournalEntry entry)
    {
        switch (entry.Fact)
        {
            case JournalFact.Judged judged:
                var judgement = new StandingJudgement(
                    entry.Number, entry.At, entry.By, entry.Reason, judged.Left, judged.Right, judged.Judgement, judged.Scope, judged.IsCodeChange, judged.NeedsSecond);
                (judged.NeedsSecond ? waiting : standing).Add(entry.Number, judgement);
                break;
            case JournalFact.Confirmed confirmed:
                // The same person twice is one person.
                if (waiting.TryGetValue(confirmed.Number, out var asked) && asked.By != entry.By)
                {
                    waiting.Remove(confirmed.Number);
                    standing.Add(confirmed.Number, asked);
                }

                break;
            case JournalFact.Retracted retracted:
                standing.Remove(retracted.Number);
                waiting.Remove(retracted.Number);
                break;
            case JournalFact.FirmMerged merged:
                redirects[merged.Firm] = merged.Into;
                retired.Remove(merged.Firm);
                break;
            case JournalFact.FirmSplit split:
                redirects.Remove(split.Firm);
                retired.Remove(split.Firm);
                break;
            case JournalFact.FirmRetired gone:
                retired.Add(gone.Firm);
                break;
            default:
                throw new UnreachableException(entry.Fact.ToString());
        }
    }
}
