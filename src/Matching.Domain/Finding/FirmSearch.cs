using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Finding;

/// <summary>One question on its way to its answer: code first, then name, then former names, as the linking ladder goes.</summary>
internal sealed class FirmSearch(HeldFirms held, FindChance chance, FirmQuestion question, int most)
{
    private const int None = -1;

    // 100 is kept for what a person decided.
    private const int SureCode = 99;
    private const int SureCodeNameDiffers = 98;
    private const int Doubtful = 50;

    /// <summary>A name that is another firm's by its valid code.</summary>
    private const int OtherCode = 20;

    private readonly CodeAsked code = CodeAsked.Of(question.Code, held);

    public FirmAnswer Answer()
    {
        var byCode = code.Firm;
        var hasName = !string.IsNullOrWhiteSpace(question.Name);
        if (byCode != None && !code.IsCorrected)
        {
            return hasName ? CodeAndName(byCode) : Certain(byCode);
        }

        var answer = hasName ? ByName(question.Name!) : new FirmAnswer(FindVerdict.Unknown, FindReason.NobodyFound, []);
        if (answer.Verdict == FindVerdict.Unknown)
        {
            answer = ByFormerNames() ?? answer;
        }

        return code.IsCorrected ? WithCorrected(answer) : answer;
    }

    /// <summary>No other firm is as near as the first.</summary>
    public static bool IsAlone(IReadOnlyList<NearFirm> near) => Rivals(near).Count == 1;

    private FirmAnswer Certain(int firm) =>
        new(FindVerdict.Matched, code.IsOrganization ? FindReason.OrganizationCode : FindReason.CreditCode, [Candidate(firm, SureCode, None, NameNearness.None, RegionNearness.NotStated)]);

    private FirmAnswer CodeAndName(int firm)
    {
        var folded = FoldedOf(question.Name!);
        var (best, verdict) = (None, NameVerdict.Different);
        foreach (var name in held.NamesOf(firm))
        {
            var compared = held.TextOf(name).SequenceEqual(folded) ? NameVerdict.Same : NameAgreement.Compare(folded, held.TextOf(name).ToString());
            if (compared < verdict)
            {
                (best, verdict) = (name, compared);
            }

            if (verdict == NameVerdict.Same)
            {
                break;
            }
        }

        if (verdict != NameVerdict.Different)
        {
            var nearness = verdict switch
            {
                NameVerdict.Same => NameNearness.Same,
                NameVerdict.OneCharacter => NameNearness.OneCharacterElsewhere,
                NameVerdict.CutOff => NameNearness.CutOff,
                NameVerdict.SameSound => NameNearness.SameSound,
                _ => NameNearness.RegionWrittenOtherwise,
            };
            var region = RegionNearnessOf(Standings.Of(question.Region, held.RegionsOf(firm)));
            return new(
                FindVerdict.Matched,
                code.IsOrganization ? FindReason.OrganizationCode : FindReason.CreditCode,
                [Candidate(firm, verdict == NameVerdict.Same ? SureCode : SureCodeNameDiffers, best, nearness, region)]);
        }

        // The name may be another firm's; a person has to say which of the two is meant.
        var named = ByName(question.Name!).Candidates.Where(candidate => candidate.Id != held.IdOf(firm)).Take(most - 1);
        return new(FindVerdict.Ambiguous, FindReason.CodeAndNameDisagree, [Candidate(firm, Doubtful, None, NameNearness.None, RegionNearness.NotStated), .. named]);
    }

    private FirmAnswer? ByFormerNames()
    {
        var stated = (question.FormerNames ?? []).Where(name => !string.IsNullOrWhiteSpace(name)).ToList();
        if (question.Name is { } name && name.Contains('原', StringComparison.Ordinal) && FirmName.Parse(name).FormerName is { } noted)
        {
            stated.Add(noted);
        }

        return stated.Select(ByName).FirstOrDefault(answer => answer.Verdict != FindVerdict.Unknown) switch
        {
            null => null,
            // Who had the name is told; whether the firm asked for is the one is a step further.
            { Verdict: FindVerdict.Matched } found => found with { Reason = FindReason.FormerName, Candidates = [.. found.Candidates.Select(one => one with { Confidence = Math.Min(one.Confidence, 97) })] },
            var doubtful => doubtful,
        };
    }

    private FirmAnswer ByName(string printed)
    {
        var folded = FoldedOf(printed);
        if (folded.Length == 0 || !NameTraits.Of(folded).IsTelling)
        {
            return new(FindVerdict.Unknown, FindReason.NameSaysNothing, []);
        }

        var name = SpelledName.Of(folded);
        var near = NearFirms.Of(held, name, question.Region);
        if (near.Count == 0)
        {
            return new(FindVerdict.Unknown, FindReason.NobodyFound, []);
        }

        var rivals = Rivals(near);
        var best = near[0];
        var belief = BeliefOf(best, name);
        var total = rivals.Sum(Weight);
        var candidates = near.Take(most)
            .Select(one => (One: one, Confidence: Math.Min(99, (int)Math.Round(100 * (rivals.Contains(one) ? belief * Weight(one) / total : Math.Min(1 - belief, BeliefOf(one, name)) / 2)))))
            .Select(pair => Candidate(pair.One.Firm, pair.Confidence, pair.One.Name, (NameNearness)pair.One.Level.Spelling, (RegionNearness)pair.One.Level.Region) with { IsFormer = pair.One.Level.IsFormer })
            .ToList();
        if (candidates[0].CodeNearness == CodeNearness.Differs)
        {
            // Two valid codes that differ are two legal persons, whatever the names say.
            return new(FindVerdict.Ambiguous, FindReason.CodeAndNameDisagree, [.. candidates.Select(one => one with { Confidence = Math.Min(one.Confidence, OtherCode) })]);
        }

        if (rivals.Count > 1)
        {
            return new(FindVerdict.Ambiguous, FindReason.SeveralFirms, candidates);
        }

        if (best.Level.Region == Standing.Contradicting)
        {
            return new(FindVerdict.Ambiguous, FindReason.RegionDiffers, candidates);
        }

        return best.Level.Spelling == Spelling.Same ? new(FindVerdict.Matched, best.Level.IsFormer ? FindReason.FormerName : FindReason.Name, candidates)
            : IsNeverSure(best.Level.Spelling) || belief < RegisterRung.AutoFrom ? new(FindVerdict.Ambiguous, FindReason.NotSure, candidates)
            : new(FindVerdict.Matched, FindReason.NearName, candidates);
    }

    /// <summary>The nearest firm and those whose distance is not clearly larger.</summary>
    private static IReadOnlyList<NearFirm> Rivals(IReadOnlyList<NearFirm> near) =>
    [
        .. near.Where(one => near[0].IsSame
            ? one.Level.Spelling == Spelling.Same && one.Level.Cost - near[0].Level.Cost < RegisterFinding.ClearLead
            : one.Level.Cost - near[0].Level.Cost < RegisterFinding.ClearLead),
    ];

    private static double Weight(NearFirm one) => Math.Pow(2, -one.Level.Cost);

    /// <summary>One character of the 字号, another legal form or the number of a branch make other firms more often than typing errors.</summary>
    private static bool IsNeverSure(Spelling spelling) => spelling is Spelling.OneCharacterOfTradeName or Spelling.OneCharacterOfBranch or Spelling.OtherCharacterOfTradeWords or Spelling.OtherForm;

    private double BeliefOf(NearFirm one, SpelledName name) => one switch
    {
        { Level.Region: Standing.Contradicting } => Math.Min(.6, chance.Belief(hasRegion: true, name.Form.Length > 0, one.Level)),
        { Level: { Spelling: Spelling.Same, IsFormer: true } } => LinkageScores.DatedAlias,
        { Level: { Spelling: Spelling.Same, Region: Standing.Unknown } } => LinkageScores.NameUnique,
        { Level.Spelling: Spelling.Same } => LinkageScores.NameAndRegion,
        _ => chance.Belief((question.Region ?? name.Region) is { IsNation: false }, name.Form.Length > 0, one.Level),
    };

    private FirmAnswer WithCorrected(FirmAnswer answer)
    {
        var corrected = held.IdOf(code.Firm);
        if (answer.Candidates.FirstOrDefault(candidate => candidate.Id == corrected) is { } also)
        {
            // The name says the same as the corrected code.
            return answer.Verdict == FindVerdict.Matched && answer.Candidates[0].Id == corrected
                ? answer
                : answer with { Verdict = FindVerdict.Ambiguous, Candidates = [also with { Confidence = Math.Max(also.Confidence, 80) }, .. answer.Candidates.Where(one => one != also)] };
        }

        return answer.Verdict == FindVerdict.Matched
            ? answer
            : new(FindVerdict.Ambiguous, FindReason.CodeCorrected, [.. answer.Candidates.Append(Candidate(code.Firm, Doubtful, None, NameNearness.None, RegionNearness.NotStated)).OrderByDescending(one => one.Confidence).Take(most)]);
    }

    private FirmCandidate Candidate(int firm, int confidence, int name, NameNearness nearness, RegionNearness region) => new(
        held.IdOf(firm),
        held.PrintedNameOf(firm),
        held.CodeOf(firm),
        held.RegionOf(firm),
        confidence,
        name == None ? "" : held.TextOf(name).ToString(),
        name != None && held.IsFormer(name),
        nearness,
        region,
        code.NearnessTo(firm, held));

    private static RegionNearness RegionNearnessOf(Standing standing) => (RegionNearness)standing;

    private static string FoldedOf(string printed) =>
        FirmName.Fold(printed.Length <= FirmQuestion.LongestName ? printed : printed[..FirmQuestion.LongestName]);
}
