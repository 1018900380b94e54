using Matching.Domain.Codes;

namespace Matching.Domain.Finding;

/// <summary>What somebody knows of a firm they look for. A name or a code is enough; texts are as printed.</summary>
/// <param name="Code">Credit code or organisation code.</param>
/// <param name="FormerNames">Names the firm bore; looked for when its present name finds nobody.</param>
public sealed record FirmQuestion(string? Name, string? Code = null, RegionCode? Region = null, IReadOnlyList<string>? FormerNames = null)
{
    /// <summary>Characters of a name that are looked at; no registered name comes near it.</summary>
    public const int LongestName = 200;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Code) && (FormerNames is null || FormerNames.All(string.IsNullOrWhiteSpace));
}
