namespace Matching.Domain.Pushes;

/// <summary>What a bank reports about one firm pushed to it. Approved is not drawn: they are separate dated facts.</summary>
public enum OutcomeKind
{
    /// <summary>已联系.</summary>
    Contacted = 1,

    /// <summary>无需求: contacted, wants no loan.</summary>
    NoNeed = 2,

    /// <summary>有需求: wants a loan.</summary>
    Need = 3,

    /// <summary>已申请.</summary>
    Applied = 4,

    /// <summary>已授信, with amount.</summary>
    Approved = 5,

    /// <summary>已放款, with amount, yearly rate and term.</summary>
    Drawn = 6,

    /// <summary>拒绝, with the reason.</summary>
    Refused = 7,

    /// <summary>逾期.</summary>
    Overdue = 8,

    /// <summary>已结清: paid back.</summary>
    Repaid = 9,
}

/// <summary>The words banks print for an outcome.</summary>
public static class OutcomeWords
{
    /// <summary>Longest and most telling first: 未授信 is a refusal, 无需求 is no need.</summary>
    private static readonly (string Word, OutcomeKind Kind)[] Known =
    [
        ("无需求", OutcomeKind.NoNeed), ("没有需求", OutcomeKind.NoNeed), ("暂无", OutcomeKind.NoNeed), ("无融资需求", OutcomeKind.NoNeed), ("无意向", OutcomeKind.NoNeed),
        ("未通过", OutcomeKind.Refused), ("不通过", OutcomeKind.Refused), ("未授信", OutcomeKind.Refused), ("未批准", OutcomeKind.Refused), ("拒", OutcomeKind.Refused), ("否决", OutcomeKind.Refused),
        ("逾期", OutcomeKind.Overdue), ("不良", OutcomeKind.Overdue),
        ("结清", OutcomeKind.Repaid), ("还清", OutcomeKind.Repaid), ("已还款", OutcomeKind.Repaid),
        ("放款", OutcomeKind.Drawn), ("提款", OutcomeKind.Drawn), ("用信", OutcomeKind.Drawn), ("发放", OutcomeKind.Drawn),
        ("授信", OutcomeKind.Approved), ("批准", OutcomeKind.Approved), ("审批通过", OutcomeKind.Approved), ("已批", OutcomeKind.Approved),
        ("申请", OutcomeKind.Applied), ("受理", OutcomeKind.Applied), ("进件", OutcomeKind.Applied),
        ("有需求", OutcomeKind.Need), ("有意向", OutcomeKind.Need), ("需求", OutcomeKind.Need),
        ("联系", OutcomeKind.Contacted), ("对接", OutcomeKind.Contacted), ("走访", OutcomeKind.Contacted),
    ];

    /// <summary>Reads a printed result, e.g. 已放款. False for what is none of them.</summary>
    public static bool TryRead(string? printed, out OutcomeKind kind)
    {
        kind = default;
        if (string.IsNullOrWhiteSpace(printed))
        {
            return false;
        }

        foreach (var (word, meaning) in Known)
        {
            if (printed.Contains(word, StringComparison.Ordinal))
            {
                kind = meaning;
                return true;
            }
        }

        return false;
    }

    /// <summary>As shown to users.</summary>
    public static string Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Contacted => "已联系",
        OutcomeKind.NoNeed => "无需求",
        OutcomeKind.Need => "有需求",
        OutcomeKind.Applied => "已申请",
        OutcomeKind.Approved => "已授信",
        OutcomeKind.Drawn => "已放款",
        OutcomeKind.Refused => "拒绝",
        OutcomeKind.Overdue => "逾期",
        OutcomeKind.Repaid => "已结清",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not an outcome of a push"),
    };
}
