using Matching.Domain.Pushes;

namespace Matching.Ml.TrainingSets;

/// <summary>What is learnt.</summary>
public enum LabelKind
{
    /// <summary>Grades 0–4 for ranking, on firms with a need.</summary>
    Graded = 1,

    /// <summary>Approved or refused, on firms with a need that the bank decided on.</summary>
    Approved = 2,

    /// <summary>Drawn or not, on approved firms.</summary>
    Drawn = 3,

    /// <summary>Not overdue or overdue, on firms that drew.</summary>
    Performing = 4,
}

/// <summary>Within what rows are ranked against each other.</summary>
public enum GroupKind
{
    /// <summary>Firms pushed to one bank in one year.</summary>
    BankYear = 1,

    /// <summary>Firms of one technology field pushed in one year.</summary>
    FieldYear = 2,
}

/// <summary>A label with its base stated: a figure without its base says nothing, because known outcomes exist for pushed firms only.</summary>
public sealed record LabelDefinition(LabelKind Kind, GroupKind Group)
{
    /// <summary>First grade that counts as a success in measures of yes or no.</summary>
    public int PositiveFrom => Kind == LabelKind.Graded ? 2 : 1;

    public string Code => Kind switch
    {
        LabelKind.Graded => "graded",
        LabelKind.Approved => "approved",
        LabelKind.Drawn => "drawn",
        LabelKind.Performing => "performing",
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "not a label"),
    };

    public string Title => Kind switch
    {
        LabelKind.Graded => "融资结果等级",
        LabelKind.Approved => "是否授信",
        LabelKind.Drawn => "是否放款",
        LabelKind.Performing => "放款后是否未逾期",
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "not a label"),
    };

    /// <summary>Which pushes are rows, in words.</summary>
    public string Base => Kind switch
    {
        LabelKind.Graded => "银行联系过且有融资需求的企业",
        LabelKind.Approved => "有融资需求且银行已作出授信或拒绝决定的企业",
        LabelKind.Drawn => "已获授信的企业",
        LabelKind.Performing => "已放款的企业",
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "not a label"),
    };

    /// <summary>What each value means, in words.</summary>
    public string Meaning => Kind switch
    {
        LabelKind.Graded => "0 被拒绝，1 尚无决定或放款后逾期，2 已授信未放款，3 已放款，4 已放款并结清",
        LabelKind.Approved => "1 已授信，0 被拒绝",
        LabelKind.Drawn => "1 已放款，0 授信后未放款",
        LabelKind.Performing => "1 放款后没有逾期反馈，0 有逾期反馈",
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "not a label"),
    };

    public static LabelDefinition? Find(string code, GroupKind group) => Enum.GetValues<LabelKind>()
        .Select(kind => new LabelDefinition(kind, group))
        .FirstOrDefault(definition => definition.Code == code);

    /// <summary>The label of a push; null when it is outside the base.</summary>
    public int? LabelOf(PushHistory push)
    {
        ArgumentNullException.ThrowIfNull(push);
        return Kind switch
        {
            LabelKind.Graded => !push.HadNeed ? null
                : push.WasOverdue ? 1
                : push.WasRepaid ? 4
                : push.WasDrawn ? 3
                : push.WasApproved ? 2
                : push.WasRefused ? 0
                : 1,
            LabelKind.Approved => push.WasApproved ? 1 : push.WasRefused ? 0 : null,
            LabelKind.Drawn => push.WasApproved ? (push.WasDrawn ? 1 : 0) : null,
            LabelKind.Performing => push.WasDrawn ? (push.WasOverdue ? 0 : 1) : null,
            _ => throw new ArgumentOutOfRangeException(nameof(push), Kind, "not a label"),
        };
    }
}
