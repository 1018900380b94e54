using Matching.Domain.Firms;

namespace Matching.Domain.Scoring;

/// <summary>A firm's score by one scorer as of one day. Never called a credit rating.</summary>
/// <param name="Scorer">Version of the point card or model, e.g. <c>card-2026.1</c>.</param>
/// <param name="Stage">Life stage whose weights applied, e.g. 初创期.</param>
/// <param name="Baseline">Points before any contribution.</param>
/// <param name="Points">0 to 100; equals <paramref name="Baseline"/> plus all contributions exactly.</param>
/// <param name="PeerGroup">The peers the firm is compared with (field, region, age), in words.</param>
/// <param name="PeerPercentile">Share of peers at or below this score, 0 to 100; null with fewer than 20 peers.</param>
public sealed record RankScore(
    FirmId FirmId,
    string Scorer,
    DateOnly AsOf,
    string Stage,
    decimal Baseline,
    decimal Points,
    TechnologyGrade Grade,
    string PeerGroup,
    int? PeerPercentile,
    IReadOnlyList<Contribution> Contributions)
{
    public bool AddsUp => Baseline + Contributions.Sum(contribution => contribution.Points) == Points;
}
