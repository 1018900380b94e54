using Matching.Domain.Firms;
using Matching.Domain.Firms.Fields;
using Matching.Domain.Libraries;
using Matching.Domain.Scoring;
using Matching.Ml.Explaining;
using Matching.Ml.Scoring;

namespace Matching.Api.Features.Firms;

/// <summary>One firm as of a day, ready to show.</summary>
/// <param name="Score">The score in force at the end of that day; null when there was none.</param>
/// <param name="Doubts">Chinese sentences about linkages a person has still to settle.</param>
/// <param name="IsAsKnown">True when what was learnt after the day is left out.</param>
/// <param name="Fields">Where each field comes from.</param>
/// <param name="Rules">Version of the rules that chose the values.</param>
public sealed record FirmView(
    FirmProfile Profile,
    DatedScore? Score,
    IReadOnlyList<string> Doubts,
    bool IsToday,
    bool IsAsKnown,
    IReadOnlyList<FirmFieldView> Fields,
    SurvivorshipTable Rules)
{
    /// <summary>Score by the model live at the end of that day; null when none was.</summary>
    public ShownModelScore? ByModel { get; init; }

    /// <summary>What a better grade by the live model would need; today only, null when there is nothing to gain.</summary>
    public Needs? Needs { get; init; }

    /// <summary>Former names with their periods, newest first.</summary>
    public IReadOnlyList<FirmNameEntry> FormerNames =>
        [.. Profile.Names.Where(name => !name.IsCurrent && name.Name != Profile.Name).OrderByDescending(name => name.Until)];

    /// <summary>Titles with a period: certificates and registration numbers, newest first.</summary>
    public IReadOnlyList<FirmFact> Titles =>
    [
        .. Profile.Facts
            .Where(fact => fact.Library is Library.HighTechFirms or Library.TechSmes && fact.State == PublicityState.Announced)
            .OrderByDescending(fact => fact.ValidFrom ?? fact.HappenedOn),
    ];

    /// <summary>Reasons that gave or took points, largest first.</summary>
    public IReadOnlyList<Contribution> Weighty =>
        [.. Known.Where(reason => reason.Points != 0).OrderByDescending(reason => Math.Abs(reason.Points))];

    /// <summary>Reasons known to be worth nothing for this firm.</summary>
    public IReadOnlyList<Contribution> Weightless => [.. Known.Where(reason => reason.Points == 0)];

    /// <summary>Official indicators no library of ours can answer.</summary>
    public IReadOnlyList<PointIndicator> Unknowable => Score?.Unknown ?? [];

    /// <summary>Facts of one library, or all; newest first.</summary>
    public IReadOnlyList<FirmFact> FactsOf(Library? library) =>
    [
        .. Profile.Facts
            .Where(fact => library is null || fact.Library == library)
            .OrderByDescending(fact => fact.HappenedOn)
            .ThenBy(fact => fact.Id),
    ];

    public IReadOnlyList<FirmFact> FactsBehind(Contribution reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var ids = reason.FactIds.ToHashSet();
        return [.. Profile.Facts.Where(fact => ids.Contains(fact.Id))];
    }

    private IReadOnlyList<Contribution> Known => Score?.Score.Contributions ?? [];
}
