using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Linkage.Judgements;

/// <summary>One side of a judgement as it stands now.</summary>
/// <param name="RowCode">Valid code the row states.</param>
/// <param name="FirmCode">Code of the firm the row belongs to now.</param>
public sealed record JudgedSide(UnitKey Unit, FirmId Firm, Uscc? RowCode, Uscc? FirmCode);

/// <summary>A judgement that binds, with the rows and firms it speaks of today.</summary>
public sealed record PlacedJudgement(StandingJudgement Standing, UnitKey Left, FirmId LeftFirm, UnitKey Right, FirmId RightFirm);

/// <summary>What becomes of a judgement someone wants to give.</summary>
public abstract record JudgementVerdict
{
    private JudgementVerdict()
    {
    }

    /// <param name="NeedsSecond">It goes against a valid code, so another person has to confirm it.</param>
    public sealed record Allowed(bool NeedsSecond) : JudgementVerdict;

    /// <summary>Both sides are the same row.</summary>
    public sealed record SameRow : JudgementVerdict;

    /// <summary>An earlier judgement says the same.</summary>
    public sealed record SaidAlready(StandingJudgement Earlier) : JudgementVerdict;

    /// <summary>An earlier judgement says the opposite, directly or through others; it has to be taken back first.</summary>
    public sealed record Contradicts(StandingJudgement Earlier) : JudgementVerdict;

    /// <summary>Two firms with two valid codes; they are one only when the firm changed its code.</summary>
    public sealed record CodesDiffer(Uscc Left, Uscc Right) : JudgementVerdict;

    /// <summary>A change of code is to be shown by a document; the reason must name it.</summary>
    public sealed record ReasonMissing : JudgementVerdict;
}

/// <summary>Refuses judgements that no run could obey: those that contradict earlier ones, and those that make two codes one without a stated change.</summary>
public static class JudgementCheck
{
    public static JudgementVerdict Of(
        JudgedSide left, JudgedSide right, Judgement judgement, JudgedScope scope, bool isCodeChange, string reason, IReadOnlyCollection<PlacedJudgement> placed)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(placed);
        if (left.Unit == right.Unit)
        {
            return new JudgementVerdict.SameRow();
        }

        if (placed.FirstOrDefault(earlier => earlier.Standing.Judgement == judgement && IsPair(earlier, left.Unit, right.Unit)) is { } said)
        {
            return new JudgementVerdict.SaidAlready(said.Standing);
        }

        return judgement switch
        {
            Judgement.Match => OfMatch(left, right, scope, isCodeChange, reason, placed),
            Judgement.NonMatch => OfNonMatch(left, right, placed),
            _ => new JudgementVerdict.Allowed(NeedsSecond: false),
        };
    }

    private static JudgementVerdict OfMatch(
        JudgedSide left, JudgedSide right, JudgedScope scope, bool isCodeChange, string reason, IReadOnlyCollection<PlacedJudgement> placed)
    {
        var apart = placed.Where(earlier => earlier.Standing.Judgement == Judgement.NonMatch).FirstOrDefault(earlier => KeepsApart(earlier, left, right));
        if (apart is not null)
        {
            return new JudgementVerdict.Contradicts(apart.Standing);
        }

        var stated = scope == JudgedScope.Firm ? left.FirmCode : left.RowCode;
        if (stated is not { } a || right.FirmCode is not { } b || a == b)
        {
            return new JudgementVerdict.Allowed(NeedsSecond: false);
        }

        return (scope, isCodeChange) switch
        {
            (JudgedScope.Firm, false) => new JudgementVerdict.CodesDiffer(a, b),
            (JudgedScope.Firm, true) when string.IsNullOrWhiteSpace(reason) => new JudgementVerdict.ReasonMissing(),
            _ => new JudgementVerdict.Allowed(NeedsSecond: true),
        };
    }

    private static JudgementVerdict OfNonMatch(JudgedSide left, JudgedSide right, IReadOnlyCollection<PlacedJudgement> placed)
    {
        // Rows that persons joined, one with the next: who reaches the other side cannot be kept from it.
        var reached = new HashSet<UnitKey> { left.Unit };
        var matches = placed.Where(earlier => earlier.Standing.Judgement == Judgement.Match).ToList();
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var match in matches)
            {
                if (reached.Contains(match.Left) != reached.Contains(match.Right))
                {
                    grown |= reached.Add(match.Left) | reached.Add(match.Right);
                    if (reached.Contains(right.Unit))
                    {
                        return new JudgementVerdict.Contradicts(match.Standing);
                    }
                }
            }
        }

        // A judgement of whole firms speaks for all their rows.
        var whole = matches.FirstOrDefault(match => match.Standing.Scope == JudgedScope.Firm
            && left.Firm == right.Firm && match.LeftFirm == left.Firm && (IsOf(match, left.Unit) || IsOf(match, right.Unit)));
        return whole is null ? new JudgementVerdict.Allowed(NeedsSecond: false) : new JudgementVerdict.Contradicts(whole.Standing);
    }

    private static bool KeepsApart(PlacedJudgement apart, JudgedSide left, JudgedSide right) =>
        IsPair(apart, left.Unit, right.Unit)
        || (left.Firm != right.Firm
            && ((apart.LeftFirm == left.Firm && apart.RightFirm == right.Firm) || (apart.LeftFirm == right.Firm && apart.RightFirm == left.Firm)));

    private static bool IsPair(PlacedJudgement judgement, UnitKey left, UnitKey right) =>
        (judgement.Left == left && judgement.Right == right) || (judgement.Left == right && judgement.Right == left);

    private static bool IsOf(PlacedJudgement judgement, UnitKey unit) => judgement.Left == unit || judgement.Right == unit;
}
