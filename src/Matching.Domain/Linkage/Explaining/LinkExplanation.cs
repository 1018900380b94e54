using System.Text.Json.Serialization;
using Matching.Domain.Linkage.Judgements;
using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Linkage.Explaining;

/// <summary>One bar of the waterfall.</summary>
/// <param name="Bits">Above 0 it speaks for one firm, below 0 against.</param>
public sealed record ExplainedField(PairField Field, PairLevel Level, string Left, string Right, double Bits);

/// <summary>What decides whatever the bits say.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConstraintKind>))]
public enum ConstraintKind
{
    None = 0,

    /// <summary>Two different valid codes.</summary>
    CodesDiffer = 1,

    /// <summary>A person said one firm.</summary>
    JudgedMatch = 2,

    /// <summary>A person said two firms.</summary>
    JudgedNonMatch = 3,
}

/// <param name="Entry">Line of the journal; null for a constraint of codes.</param>
public sealed record ExplainedConstraint(ConstraintKind Kind, long? Entry, string By);

/// <summary>Why two rows are, or are not, one firm: where a random pair starts, one bar per field, the constraint, the threshold. One form for page, API and audit.</summary>
/// <param name="TotalBits">Prior and fields together.</param>
/// <param name="Probability">The same as a chance, 0 to 1.</param>
/// <param name="AutoFromBits">From here on rows near a register name are linked without being asked about.</param>
/// <param name="AskFromBits">From here on a person is asked.</param>
/// <param name="IsOneFirm">What holds now.</param>
/// <param name="LearntFromPairs">Pairs of one firm behind the weights; few pairs, weak weights.</param>
public sealed record LinkExplanation(
    double PriorBits,
    IReadOnlyList<ExplainedField> Fields,
    double TotalBits,
    double Probability,
    double AutoFromBits,
    double AskFromBits,
    ExplainedConstraint Constraint,
    bool IsOneFirm,
    int LearntFromPairs)
{
    /// <param name="judged">A standing judgement on exactly these two, if there is one.</param>
    /// <param name="bearers">Firms that bear the name both print, and firms in all: a name many bear says less.</param>
    public static LinkExplanation Of(
        LinkUnit left, LinkUnit right, bool isOneFirm, PairWeights weights, StandingJudgement? judged, (int Bearers, int Firms) bearers)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var fields = PairComparison.Of(left, right)
            .Select(field => new ExplainedField(field.Field, field.Level, field.Left, field.Right, Round(BitsOf(field, weights, bearers))))
            .ToList();
        var total = weights.PriorBits + fields.Sum(field => field.Bits);
        return new LinkExplanation(
            Round(weights.PriorBits),
            fields,
            Round(total),
            1 / (1 + Math.Pow(2, -total)),
            Round(Math.Log2(RegisterRung.AutoFrom / (1 - RegisterRung.AutoFrom))),
            Round(Math.Log2(RegisterRung.AskFrom / (1 - RegisterRung.AskFrom))),
            ConstraintOf(left, right, judged),
            isOneFirm,
            weights.MatchedPairs);
    }

    private static double BitsOf(ComparedField field, PairWeights weights, (int Bearers, int Firms) bearers)
    {
        var bits = weights.Bits(field.Field, field.Level);
        return field is { Field: PairField.Name, Level: PairLevel.Same } && bearers is { Bearers: > 0, Firms: > 1 }
            ? Math.Log2((double)bearers.Firms / bearers.Bearers)
            : bits;
    }

    private static ExplainedConstraint ConstraintOf(LinkUnit left, LinkUnit right, StandingJudgement? judged) => judged switch
    {
        { Judgement: Judgement.Match } => new(ConstraintKind.JudgedMatch, judged.Number, judged.By),
        { Judgement: Judgement.NonMatch } => new(ConstraintKind.JudgedNonMatch, judged.Number, judged.By),
        _ => left.Uscc is { } a && right.Uscc is { } b && a != b ? new(ConstraintKind.CodesDiffer, null, "") : new(ConstraintKind.None, null, ""),
    };

    private static double Round(double bits) => Math.Round(bits, 2);
}
