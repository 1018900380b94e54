using System.ComponentModel.DataAnnotations;

namespace Matching.Api.Features.Keys;

/// <summary>How often one key may ask. Section <c>Matching:Keys</c>, e.g. <c>Matching__Keys__RequestsPerSecond</c>.</summary>
public sealed class KeyOptions
{
    public const string Section = "Matching:Keys";

    /// <summary>Requests of one key a second, on average; more get 429 and when to come back.</summary>
    [Range(1, 10_000)]
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Requests one key may make at once after it was quiet.</summary>
    [Range(1, 100_000)]
    public int Burst { get; init; } = 200;
}
