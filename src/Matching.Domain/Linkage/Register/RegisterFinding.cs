namespace Matching.Domain.Linkage.Register;

/// <summary>The firm of a register that is nearest to a row.</summary>
/// <param name="Firm">Place in the register.</param>
/// <param name="Name">The register's folded name that was compared.</param>
/// <param name="Rival">A firm as near, or nearly; −1 when there is none.</param>
internal readonly record struct RegisterFinding(int Firm, string Name, RegisterLevel Level, int Rival)
{
    /// <summary>Cost by which the nearest must lead to be the only one.</summary>
    public const int ClearLead = 3;

    public bool IsAlone => Rival < 0;
}
