namespace Matching.Storage.Records;

/// <summary>Keys by which units are found; a unit that has any one of them is found.</summary>
public sealed record UnitKeys
{
    public IReadOnlyCollection<string> Usccs { get; init; } = [];

    public IReadOnlyCollection<string> OrganizationCodes { get; init; } = [];

    public IReadOnlyCollection<string> CertificateNumbers { get; init; } = [];

    /// <summary>Folded names; a unit is found by its present and by its former name.</summary>
    public IReadOnlyCollection<string> FoldedNames { get; init; } = [];
}
