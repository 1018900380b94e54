using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Finding;

/// <summary>What became of a question.</summary>
public enum FindVerdict
{
    /// <summary>One firm, sure enough to be taken without asking.</summary>
    Matched = 1,

    /// <summary>One or several firms a person has to choose from.</summary>
    Ambiguous = 2,

    Unknown = 3,
}

/// <summary>Why an answer is as it is; one word for programs, a sentence for people is made from it.</summary>
public enum FindReason
{
    CreditCode = 1,
    OrganizationCode = 2,
    Name = 3,
    FormerName = 4,

    /// <summary>A name near the name of one firm and of no other.</summary>
    NearName = 5,

    /// <summary>The code is one firm's, the name another's or nobody's.</summary>
    CodeAndNameDisagree = 6,

    /// <summary>Several firms bear the name, or are as near.</summary>
    SeveralFirms = 7,

    /// <summary>One firm is near, but not sure enough.</summary>
    NotSure = 8,

    /// <summary>The name agrees, the region does not.</summary>
    RegionDiffers = 9,

    /// <summary>The code has a typing error; a corrected one is a firm's.</summary>
    CodeCorrected = 10,
    NobodyFound = 11,

    /// <summary>The name has no 字号: anybody bears it.</summary>
    NameSaysNothing = 12,

    /// <summary>Neither name nor code.</summary>
    NothingAsked = 13,
}

/// <summary>How a candidate's name stands to the name asked for, nearest first.</summary>
public enum NameNearness
{
    Same = 0,
    RegionWrittenOtherwise = 1,
    FormMissing = 2,
    CutOff = 3,
    SameSound = 4,
    OneCharacterOfBranch = 5,
    OneCharacterElsewhere = 6,
    OneCharacterOfTradeWords = 7,
    OneCharacterOfTradeName = 8,
    OtherForm = 9,
    LooksAlike = 10,
    OtherCharacterOfTradeWords = 11,

    SlipInTradeWords = 12,
    CharacterMissingInTradeName = 13,

    /// <summary>No name was asked for, or nothing of it is near.</summary>
    None = 14,
}

/// <summary>How a candidate's regions stand to the region asked for.</summary>
public enum RegionNearness
{
    SameCity = 0,
    SameProvince = 1,
    NotStated = 2,
    Contradicting = 3,
}

/// <summary>How the code asked for stands to the candidate's.</summary>
public enum CodeNearness
{
    NotStated = 0,
    Same = 1,

    /// <summary>Equal after the typing error is put right.</summary>
    SameCorrected = 2,

    /// <summary>The candidate has none.</summary>
    CandidateHasNone = 3,

    /// <summary>Two valid codes that differ: two legal persons.</summary>
    Differs = 4,
}

/// <summary>One firm that may be meant.</summary>
/// <param name="Confidence">0–100: how often such an answer is right.</param>
/// <param name="Bearing">The folded name that agreed; empty where only the code did.</param>
/// <param name="IsFormer">It agreed with a former name.</param>
public sealed record FirmCandidate(
    FirmId Id,
    string Name,
    Uscc? Uscc,
    RegionCode? Region,
    int Confidence,
    string Bearing,
    bool IsFormer,
    NameNearness NameNearness,
    RegionNearness RegionNearness,
    CodeNearness CodeNearness);

/// <summary>The answer to one question.</summary>
/// <param name="Candidates">Likeliest first; of <see cref="FindVerdict.Matched"/> the first is meant.</param>
public sealed record FirmAnswer(FindVerdict Verdict, FindReason Reason, IReadOnlyList<FirmCandidate> Candidates)
{
    public static readonly FirmAnswer NothingAsked = new(FindVerdict.Unknown, FindReason.NothingAsked, []);

    /// <summary>The firm meant; null unless matched.</summary>
    public FirmCandidate? Match => Verdict == FindVerdict.Matched ? Candidates[0] : null;

    public int Confidence => Candidates.Count > 0 ? Candidates[0].Confidence : 0;
}
