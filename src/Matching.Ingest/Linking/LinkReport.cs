using Matching.Domain.Linkage;

namespace Matching.Ingest.Linking;

/// <summary>How far a run of linking is.</summary>
/// <param name="Total">0 while the units are still being gathered.</param>
public readonly record struct LinkProgress(long Done, long Total);

/// <summary>What a run of linking came to.</summary>
/// <param name="Units">Units looked at: those of the delivery and all that share a key with them.</param>
/// <param name="LinkagesChanged">Linkages written because unit, firm, rule or band are new.</param>
/// <param name="FirmsChanged">Firms with new or lost rows or another name, code or kind; new ones included.</param>
/// <param name="Bands">Units looked at, by band.</param>
/// <param name="CrowdedNames">Names left out as keys because too many units bear them.</param>
public sealed record LinkReport(
    int Units,
    int LinkagesChanged,
    int LinkagesEnded,
    int FirmsCreated,
    int FirmsChanged,
    int FirmsMerged,
    int FirmsRetired,
    int ReviewsOpened,
    int ReviewsClosed,
    IReadOnlyDictionary<LinkageBand, int> Bands,
    IReadOnlyList<string> CrowdedNames);
