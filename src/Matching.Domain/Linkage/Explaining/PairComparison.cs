using System.Text.Json.Serialization;

namespace Matching.Domain.Linkage.Explaining;

/// <summary>What two rows are compared by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PairField>))]
public enum PairField
{
    CreditCode = 1,
    OrganizationCode = 2,
    CertificateNumber = 3,
    RegistrationNumber = 4,
    Name = 5,
    Region = 6,
}

/// <summary>How far two values agree. Missing speaks neither for nor against.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PairLevel>))]
public enum PairLevel
{
    Missing = 0,
    Same = 1,

    /// <summary>One states the other's name as its former one.</summary>
    FormerName = 2,

    /// <summary>Same trade name; region, trade or form differ.</summary>
    SameTradeName = 3,
    OneCharacter = 4,
    CutOff = 5,
    SameSound = 6,

    /// <summary>Same province, no city on one side at least.</summary>
    SameProvince = 7,
    Differs = 8,
}

/// <summary>One field of two rows.</summary>
public readonly record struct ComparedField(PairField Field, PairLevel Level, string Left, string Right);

/// <summary>Compares two rows field by field, as a person would who has both lists before them.</summary>
public static class PairComparison
{
    public static IReadOnlyList<ComparedField> Of(LinkUnit left, LinkUnit right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);

        // Part of the credit code: it is not counted twice.
        var bothCoded = left.Uscc is not null && right.Uscc is not null;
        return
        [
            Exact(PairField.CreditCode, left.Uscc?.ToString(), right.Uscc?.ToString()),
            bothCoded
                ? new ComparedField(PairField.OrganizationCode, PairLevel.Missing, "", "")
                : Exact(PairField.OrganizationCode, left.EffectiveOrganizationCode?.ToString(), right.EffectiveOrganizationCode?.ToString()),
            Exact(PairField.CertificateNumber, left.CertificateNumber?.ToString(), right.CertificateNumber?.ToString()),
            Exact(PairField.RegistrationNumber, left.RegistrationNumber?.ToString(), right.RegistrationNumber?.ToString()),
            new(PairField.Name, Names(left, right), left.PrintedName, right.PrintedName),
            new(PairField.Region, Regions(left, right), left.Region?.ToString() ?? "", right.Region?.ToString() ?? ""),
        ];
    }

    private static ComparedField Exact(PairField field, string? left, string? right) => new(
        field, left is null || right is null ? PairLevel.Missing : left == right ? PairLevel.Same : PairLevel.Differs, left ?? "", right ?? "");

    private static PairLevel Names(LinkUnit left, LinkUnit right)
    {
        var verdict = NameAgreement.Compare(left.FoldedName, right.FoldedName);
        return verdict != NameVerdict.Same && (left.FoldedFormerName == right.FoldedName || right.FoldedFormerName == left.FoldedName)
            ? PairLevel.FormerName
            : verdict switch
            {
                NameVerdict.Same => PairLevel.Same,
                NameVerdict.SameTradeName => PairLevel.SameTradeName,
                NameVerdict.OneCharacter => PairLevel.OneCharacter,
                NameVerdict.CutOff => PairLevel.CutOff,
                NameVerdict.SameSound => PairLevel.SameSound,
                _ => PairLevel.Differs,
            };
    }

    private static PairLevel Regions(LinkUnit left, LinkUnit right)
    {
        if (left.Region is not { IsNation: false } a || right.Region is not { IsNation: false } b)
        {
            return PairLevel.Missing;
        }

        return RegionAgreement.Contradict(a, b)
            ? PairLevel.Differs
            : RegionAgreement.City(a) is not null && RegionAgreement.City(b) is not null ? PairLevel.Same : PairLevel.SameProvince;
    }
}
