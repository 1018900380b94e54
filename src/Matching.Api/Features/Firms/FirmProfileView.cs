using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Ml.Scoring;

namespace Matching.Api.Features.Firms;

/// <summary>One firm as of a day for programs.</summary>
public sealed record FirmProfileView(
    string Id,
    DateOnly AsOf,
    UnitKind Kind,
    string Name,
    string? Uscc,
    bool IsProvisional,
    string? RegionCode,
    string? Region,
    string? Field,
    DateOnly? RegisteredOn,
    decimal? CapitalCny,
    IReadOnlyList<NameView> Names,
    IReadOnlyList<string> Libraries,
    IReadOnlyList<string> LibrariesInForce,
    ScoreView? Score,
    IReadOnlyList<FactView> Facts,
    ModelScoreView? ModelScore,
    IReadOnlyList<FieldView> Fields,
    int RulesVersion,
    bool AsKnownThen)
{
    public const string Disclaimer = "推荐分供银行内部决策参考，不是信用评级。";

    public static FirmProfileView From(FirmView firm)
    {
        ArgumentNullException.ThrowIfNull(firm);
        var profile = firm.Profile;
        return new(
            profile.Id.ToString(),
            profile.AsOf,
            profile.Kind,
            profile.Name,
            profile.Uscc?.ToString(),
            profile.IsProvisional,
            profile.Region?.ToString(),
            profile.Region is { } region ? RegionTable.FullNameOf(region) : null,
            profile.Field is { } field ? TechnologyFields.ChineseName(field) : null,
            profile.RegisteredOn,
            profile.CapitalCny,
            [.. profile.Names.Select(name => new NameView(name.Name, name.From, name.Until, name.IsCurrent))],
            [.. profile.Libraries.Select(library => library.Info().Code)],
            [.. profile.LibrariesInForce.Select(library => library.Info().Code)],
            firm.Score is null ? null : ScoreView.From(firm.Score),
            [.. profile.Facts.Select(fact => FactView.From(fact, profile.AsOf))],
            firm.ByModel is null ? null : ModelScoreView.From(firm.ByModel, firm.Needs),
            [.. firm.Fields.Select(FieldView.From)],
            firm.Rules.Version,
            firm.IsAsKnown);
    }
}

/// <param name="Points">Baseline plus the points of all reasons, exactly; 50 is the mean of all firms, 10 points one standard deviation.</param>
/// <param name="Needs">What a better grade would need; null when not asked for today or there is nothing to gain.</param>
public sealed record ModelScoreView(
    string ModelId, string Model, DateOnly AsOf, DateTimeOffset ScoredAt, decimal Baseline, decimal Points, string Grade, IReadOnlyList<ReasonView> Reasons,
    Ml.Explaining.Needs? Needs, string Disclaimer)
{
    public static ModelScoreView From(ShownModelScore score, Ml.Explaining.Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(score);
        return new(
            score.ModelId, score.ModelName, score.AsOf, score.ScoredAt, score.Baseline, score.Points, score.Grade.ToString(),
            [.. score.Contributions.Select(reason => new ReasonView(
                reason.Code, reason.Title, reason.Value, reason.ValueText, reason.Points, reason.MaxPoints, reason.Reason, reason.FactIds))],
            needs, FirmProfileView.Disclaimer);
    }
}

/// <summary>Where the value of a field comes from, and what other rows say.</summary>
public sealed record FieldView(string Field, string Rule, FieldValueView? Chosen, IReadOnlyList<FieldValueView> AlsoSeen)
{
    internal static FieldView From(FirmFieldView field) => new(
        field.Field.ToString(), field.Rule, field.Chosen is null ? null : FieldValueView.From(field.Chosen), [.. field.AlsoSeen.Select(FieldValueView.From)]);
}

/// <param name="Cell">E.g. <c>Sheet1!F218</c>; null when no row says so.</param>
public sealed record FieldValueView(string Text, int Rows, string? File, string? Cell, DateOnly? PublishedOn)
{
    internal static FieldValueView From(FirmFieldValue value) =>
        new(value.Text, value.Rows, value.Fact?.Source.FileName, value.Place, value.Fact?.PublishedOn);
}

public sealed record NameView(string Name, DateOnly? From, DateOnly? Until, bool IsCurrent);

/// <param name="Points">0 to 100; baseline plus the points of all reasons, exactly.</param>
/// <param name="PeerPercentile">Share of peers at or below this score; null with fewer than 20 peers.</param>
public sealed record ScoreView(
    string Scorer,
    DateOnly AsOf,
    DateTimeOffset ScoredAt,
    string Stage,
    decimal Baseline,
    decimal Points,
    string Grade,
    string PeerGroup,
    int? PeerPercentile,
    IReadOnlyList<ReasonView> Reasons,
    string Disclaimer)
{
    public static ScoreView From(DatedScore dated)
    {
        ArgumentNullException.ThrowIfNull(dated);
        var score = dated.Score;
        return new(
            score.Scorer,
            score.AsOf,
            dated.ScoredAt,
            score.Stage,
            score.Baseline,
            score.Points,
            score.Grade.ToString(),
            score.PeerGroup,
            score.PeerPercentile,
            [.. score.Contributions.Select(reason => new ReasonView(
                reason.Code, reason.Title, reason.Value, reason.ValueText, reason.Points, reason.MaxPoints, reason.Reason, reason.FactIds))],
            FirmProfileView.Disclaimer);
    }
}

/// <param name="Value">Null when the libraries cannot know it.</param>
public sealed record ReasonView(
    string Code, string Title, decimal? Value, string ValueText, decimal Points, decimal MaxPoints, string Reason, IReadOnlyList<long> FactIds);

/// <param name="Counts">Public and final on the as-of day; only such facts are scored.</param>
public sealed record FactView(
    long Id,
    string Library,
    PublicityState State,
    UnitRole Role,
    int UnitRank,
    string? Title,
    string? Number,
    string? Kind,
    string? Grade,
    AuthorityLevel Level,
    int? Year,
    DateOnly HappenedOn,
    DateOnly PublishedOn,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil,
    DateOnly? WithdrawnOn,
    decimal? AmountCny,
    bool Counts,
    bool IsInForce,
    SourceView Source)
{
    public static FactView From(FirmFact fact, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return new(
            fact.Id,
            fact.Library.Info().Code,
            fact.State,
            fact.Role,
            fact.UnitRank,
            fact.Title,
            fact.Number,
            fact.Kind,
            fact.Grade,
            fact.Level,
            fact.Year,
            fact.HappenedOn,
            fact.PublishedOn,
            fact.ValidFrom,
            fact.ValidUntil,
            fact.WithdrawnOn,
            fact.AmountCny,
            fact.CountsOn(asOf),
            fact.IsInForceOn(asOf),
            new SourceView(fact.Source.RecordId, fact.Source.FileName, fact.Source.Sheet, fact.Source.Row));
    }
}

/// <param name="Row">1-based, as a spreadsheet program shows it.</param>
public sealed record SourceView(long RecordId, string File, string Sheet, int Row);
