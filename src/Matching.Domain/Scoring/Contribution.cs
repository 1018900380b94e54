using Matching.Domain.Libraries;

namespace Matching.Domain.Scoring;

/// <summary>The points one feature or indicator gave, with the reason a credit officer reads.</summary>
/// <param name="Code">Stable name of the indicator, e.g. <c>award_province_2y</c>.</param>
/// <param name="Title">Chinese name, e.g. 近两年省级及以上科技奖励数.</param>
/// <param name="Library">Library the facts came from; null for facts of the register.</param>
/// <param name="Value">Observed value in the indicator's unit; null when the libraries cannot know it.</param>
/// <param name="ValueText">Value with unit, as shown.</param>
/// <param name="Points">Points given; all contributions plus the baseline equal the score exactly.</param>
/// <param name="MaxPoints">Most this indicator can give at this life stage.</param>
/// <param name="Reason">Short Chinese sentence.</param>
/// <param name="FactIds">Facts behind the value, for opening the evidence.</param>
public sealed record Contribution(
    string Code,
    string Title,
    Library? Library,
    decimal? Value,
    string ValueText,
    decimal Points,
    decimal MaxPoints,
    string Reason,
    IReadOnlyList<long> FactIds);
