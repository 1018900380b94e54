namespace Matching.Domain.Firms;

/// <summary>What sort of body a unit is. Only a <see cref="Firm"/> is scored.</summary>
public enum UnitKind
{
    Firm = 1,
    University = 2,
    Institute = 3,
    Hospital = 4,
    Government = 5,

    /// <summary>Societies, foundations, cooperatives of persons and other bodies that cannot take a firm loan.</summary>
    Other = 6,
}
