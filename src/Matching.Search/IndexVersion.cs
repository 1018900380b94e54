namespace Matching.Search;

/// <summary>What an index holds.</summary>
/// <param name="Name">Index name with schema and build, e.g. <c>firms-s1-20261123T2340</c>.</param>
/// <param name="AsOf">Day for which profiles and scores were folded.</param>
/// <param name="AppliedChange">Highest change number contained; the database may be ahead of it.</param>
/// <param name="Documents">Firms held.</param>
public sealed record IndexVersion(string Name, DateOnly AsOf, long AppliedChange, int Documents);
