using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;

namespace Matching.Domain.Tests.Linkage.Judgements;

/// <summary>Judgements on rows of <see cref="Row"/>, as short as the case allows; a row is named by its record number.</summary>
internal static class Said
{
    public static StandingJudgement Match(long number, LinkUnit left, LinkUnit right, JudgedScope scope = JudgedScope.Row, bool codeChange = false) =>
        Judged(number, left, right, Judgement.Match, scope, codeChange);

    public static StandingJudgement NonMatch(long number, LinkUnit left, LinkUnit right) => Judged(number, left, right, Judgement.NonMatch, JudgedScope.Row, false);

    public static StandingJudgement Alone(long number, LinkUnit row) => Judged(number, row, null, Judgement.NonMatch, JudgedScope.Row, false);

    public static StandingJudgement Judged(long number, LinkUnit left, LinkUnit? right, Judgement judgement, JudgedScope scope, bool codeChange) =>
        new(number, DateTimeOffset.UnixEpoch.AddDays(number), "甲", "", Mark(left), right is null ? null : Mark(right), judgement, scope, codeChange, false);

    public static UnitMark Mark(LinkUnit unit) => new(unit.Key, unit.Key.RecordId * 1000, unit.FoldedName);

    public static LadderResult Laid(IReadOnlyList<LinkUnit> units, params IReadOnlyCollection<StandingJudgement> judgements) => JudgedGroups.Apply(
        LinkageLadder.Run(units),
        LinkConstraints.Of(judgements, units.Select(unit => new MarkedUnit(unit.Key, unit.Key.RecordId * 1000, unit.FoldedName))));

    /// <summary>Groups as record numbers, members joined by blanks, groups by |.</summary>
    public static string Groups(LadderResult result) =>
        string.Join(" | ", result.Groups.Select(group => string.Join(' ', group.Members.Select(member => member.Unit.Key.RecordId))));

    public static string Reviews(LadderResult result) =>
        string.Join(' ', result.Reviews.Select(review => $"{review.Unit.Key.RecordId}:{review.Doubt}"));
}
