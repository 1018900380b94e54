namespace Matching.Api.Tests.Site;

/// <summary>Tests that count what the process allocates run with nothing beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
