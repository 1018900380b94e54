using System.Text.Json.Serialization;

namespace Matching.Domain.Linkage.Judgements;

/// <summary>What a person says of two rows, or of a row and a firm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Judgement>))]
public enum Judgement
{
    /// <summary>Nothing, or no longer anything: the rules decide.</summary>
    None = 0,

    /// <summary>One firm. No later run parts them.</summary>
    Match = 1,

    /// <summary>Two firms. No later run joins them, nor groups that hold them.</summary>
    NonMatch = 2,

    /// <summary>Looked at and not known; the question stays open and binds nobody.</summary>
    Unsure = 3,
}

/// <summary>How far a judgement reaches.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JudgedScope>))]
public enum JudgedScope
{
    /// <summary>The row on the left: it goes alone when its firm has a code, and takes its likes along when it is provisional.</summary>
    Row = 1,

    /// <summary>All rows of both firms.</summary>
    Firm = 2,
}

/// <summary>How a judgement names a row, so that it still finds the row after its list was sent again.</summary>
/// <param name="Seen">The row as it was when judged.</param>
/// <param name="KeyHash">Equal for records that speak of the same thing, whichever list brought them.</param>
public sealed record UnitMark(UnitKey Seen, long KeyHash, string FoldedName);

/// <summary>A judgement as it stands.</summary>
/// <param name="Number">Number of the entry that brought it in.</param>
/// <param name="Right">Null when the row was judged to stand as it is: nothing else could be meant.</param>
/// <param name="IsCodeChange">The firm changed its code (代码变更): two valid codes may be one firm.</param>
/// <param name="NeedsSecond">It binds only once another person has confirmed it.</param>
public sealed record StandingJudgement(
    long Number,
    DateTimeOffset At,
    string By,
    string Reason,
    UnitMark Left,
    UnitMark? Right,
    Judgement Judgement,
    JudgedScope Scope,
    bool IsCodeChange,
    bool NeedsSecond);
