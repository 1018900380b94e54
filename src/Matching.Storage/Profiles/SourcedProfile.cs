using Matching.Domain.Firms;
using Matching.Domain.Firms.Fields;

namespace Matching.Storage.Profiles;

/// <summary>A profile with the origin of every field: the row each value is taken from, and the values that lost.</summary>
/// <param name="Table">Version of the rules that chose.</param>
public sealed record SourcedProfile(FirmProfile Profile, IReadOnlyList<FieldChoice> Fields, SurvivorshipTable Table);
