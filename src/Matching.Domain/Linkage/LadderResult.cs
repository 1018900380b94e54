using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Linkage;

/// <summary>How one unit came to its group. The firm's id is given afterwards, when the group is laid over what is stored.</summary>
public sealed record LinkDecision(
    LinkUnit Unit, LinkageRule Rule, LinkageBand Band, double Score, IReadOnlyList<LinkageEvidence> Evidence);

/// <summary>Units that are one firm, or one other body.</summary>
/// <param name="Uscc">Code of the firm; null while only names or weaker numbers are known.</param>
/// <param name="IsProvisional">True for a firm without a code.</param>
public sealed record LinkGroup(UnitKind Kind, Uscc? Uscc, bool IsProvisional, IReadOnlyList<LinkDecision> Members);

/// <summary>Why a person has to look at a unit.</summary>
public enum LinkDoubt
{
    /// <summary>The code belongs to a firm of another name.</summary>
    CodeNameConflict = 1,

    /// <summary>More than one firm fits the name.</summary>
    AmbiguousName = 2,

    /// <summary>Two identifiers of one row lead to two firms.</summary>
    IdentifierConflict = 3,

    /// <summary>The name was given up before the record was published.</summary>
    AliasOutOfTime = 4,

    /// <summary>The name is near that of a firm with a code, or of two.</summary>
    NearName = 5,

    /// <summary>The rules have come to say otherwise than a person's judgement, which cannot be carried out any more.</summary>
    JudgementContradicted = 6,

    /// <summary>A firm shows signs of being two.</summary>
    WrongMerge = 7,
}

/// <summary>A unit the rules do not settle.</summary>
/// <param name="Candidates">Places in <see cref="LadderResult.Groups"/> that could be meant, ascending.</param>
public sealed record LinkReview(LinkUnit Unit, LinkDoubt Doubt, IReadOnlyList<int> Candidates);

/// <summary>What the ladder made of a closed set of units.</summary>
/// <param name="Groups">Every unit stands in exactly one; ordered by their smallest unit.</param>
/// <param name="CrowdedNames">Names left out as keys because too many units bear them.</param>
public sealed record LadderResult(
    IReadOnlyList<LinkGroup> Groups, IReadOnlyList<LinkReview> Reviews, IReadOnlyList<string> CrowdedNames);
