using Matching.Domain.Finding;

namespace Matching.Api.Features.Lookups;

/// <summary>One row of a client list with its answer.</summary>
/// <param name="Firm">The firm meant, found or picked; null when there is none.</param>
/// <param name="IsPicked">A person chose it.</param>
/// <param name="Titles">Of <paramref name="Firm"/>, on the day asked for.</param>
public sealed record LookupRow(ClientRow Row, FirmAnswer Answer, FirmCandidate? Firm, bool IsPicked, IReadOnlyList<FirmTitle> Titles);

/// <summary>A whole client list with its answers.</summary>
/// <param name="AppliedChange">Number of the newest change of a firm the answers know of.</param>
public sealed record LookupReport(IReadOnlyList<LookupRow> Rows, DateOnly AsOf, long AppliedChange)
{
    public int Matched => Rows.Count(row => row.Firm is not null);

    public int Ambiguous => Rows.Count(row => row.Firm is null && row.Answer.Verdict == FindVerdict.Ambiguous);

    public int Unknown => Rows.Count - Matched - Ambiguous;
}
