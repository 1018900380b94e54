using Matching.Domain.Firms;

namespace Matching.Domain.Linkage.Judgements;

/// <summary>One line of the journal of links: what was decided or happened, by whom and when. Lines are added and never changed.</summary>
/// <param name="Number">Ascending; the order in which lines count.</param>
/// <param name="By">Account of a person, or the linker's version.</param>
/// <param name="Reason">Words of the person; empty when none were given.</param>
public sealed record JournalEntry(long Number, DateTimeOffset At, string By, string Reason, JournalFact Fact);

/// <summary>What a line of the journal says.</summary>
/// <remarks>Links asserted by persons are lines of their own. Links inferred by rules, and their retraction, are kept with the linkages;
/// of them the journal holds what became of firms.</remarks>
public abstract record JournalFact
{
    private JournalFact()
    {
    }

    public sealed record Judged(
        UnitMark Left, UnitMark? Right, Judgement Judgement, JudgedScope Scope, bool IsCodeChange, bool NeedsSecond) : JournalFact;

    /// <summary>A second person agreed to the judgement of line <paramref name="Number"/>.</summary>
    public sealed record Confirmed(long Number) : JournalFact;

    /// <summary>The judgement of line <paramref name="Number"/> was taken back.</summary>
    public sealed record Retracted(long Number) : JournalFact;

    /// <summary>The firm turned out to be another; its id leads there from now on.</summary>
    public sealed record FirmMerged(FirmId Firm, FirmId Into) : JournalFact;

    /// <summary>The firm stands on its own again; <paramref name="From"/> goes on without it.</summary>
    public sealed record FirmSplit(FirmId Firm, FirmId From) : JournalFact;

    /// <summary>The firm lost its last row.</summary>
    public sealed record FirmRetired(FirmId Firm) : JournalFact;
}
