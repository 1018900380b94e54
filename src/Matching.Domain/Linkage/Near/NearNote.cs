using Matching.Domain.Firms;

namespace Matching.Domain.Linkage.Near;

/// <summary>What the near rungs said of a row when they ran last: linked to a firm, or to be looked at by a person.</summary>
/// <param name="Firm">Firm the row is linked to now.</param>
/// <param name="Rule">One of the near rungs for a link; otherwise a question.</param>
public sealed record NearNote(FirmId Firm, LinkageRule Rule, LinkageBand Band, double Score, IReadOnlyList<LinkageEvidence> Evidence)
{
    public bool IsLink => NearRungs.Made(Rule);
}
