using Matching.Domain.Firms;
using Matching.Domain.Linkage;

namespace Matching.Ingest.Linking;

/// <summary>A unit with the linkage it has now.</summary>
/// <param name="KeyHash">Equal for records that speak of the same thing.</param>
/// <param name="IsInForce">False when its record was replaced or taken back: its linkage has to end.</param>
/// <param name="Current">Null when it has never been linked, or its linkage ended.</param>
internal sealed record LinkedUnit(LinkUnit Unit, long KeyHash, bool IsInForce, CurrentLinkage? Current);

internal sealed record CurrentLinkage(long Id, FirmId FirmId, LinkageRule Rule, LinkageBand Band, double Score);
