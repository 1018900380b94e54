using Matching.Domain.Libraries;
using Matching.Domain.Scoring;

namespace Matching.Ml.Features;

/// <summary>What a feature counts in.</summary>
public enum FeatureUnit
{
    Count = 1,

    /// <summary>0 or 1.</summary>
    YesNo = 2,

    Years = 3,

    /// <summary>Yuan.</summary>
    Cny = 4,

    /// <summary>0 to 1.</summary>
    Share = 5,

    /// <summary>An order without a unit: higher is better.</summary>
    Rank = 6,
}

/// <summary>Whether more of it may only raise a score.</summary>
public enum FeatureDirection
{
    Up = 1,
    Free = 2,
}

/// <summary>One number about a firm as of a day.</summary>
/// <param name="Name">Stable name, e.g. <c>award_province_2y</c>; models and cards refer to it.</param>
/// <param name="Title">Chinese name as shown.</param>
/// <param name="Library">Where its facts come from; null for the register or several libraries.</param>
/// <param name="WindowYears">How far back it looks from the day; null = all that is known.</param>
/// <param name="Reason">Why it matters, one short Chinese sentence for a credit officer.</param>
/// <param name="Read">Computes it from the facts that count on the day, and nothing else.</param>
public sealed record Feature(
    string Name,
    string Title,
    FeatureUnit Unit,
    Library? Library,
    int? WindowYears,
    FeatureDirection Direction,
    string Reason,
    Func<FirmOnDay, ObservedValue> Read);

/// <summary>The features of one firm on one day, in the order of the list that computed them.</summary>
public sealed record FeatureVector(Domain.Firms.FirmId FirmId, DateOnly AsOf, IReadOnlyList<ObservedValue> Values);
