using Matching.Domain.Codes;

namespace Matching.Domain.Libraries;

/// <summary>What a unit did in the thing a row tells of.</summary>
public enum UnitRole
{
    /// <summary>The row is about this unit (certificate holder, evaluated firm, invested firm, registered firm).</summary>
    Subject = 1,

    /// <summary>完成单位 of an award, in printed order.</summary>
    AwardUnit = 2,

    /// <summary>承担单位, 牵头单位 of a project.</summary>
    LeadUnit = 3,

    /// <summary>合作单位, 参与单位.</summary>
    CooperatingUnit = 4,
}

/// <summary>Who gave an award or a plan project; higher counts more.</summary>
public enum AuthorityLevel
{
    Unknown = 0,
    City = 1,
    Province = 2,
    National = 3,
}

/// <summary>One firm or other unit as a row names it.</summary>
/// <param name="Position">1-based place in the row, in printed order over all roles; rank 1 contributed most.</param>
/// <param name="Role">What it did.</param>
/// <param name="PrintedName">Name as printed, only trimmed.</param>
/// <param name="Uscc">Credit code that passed its check; null when none is stated or it failed (then the row carries an issue).</param>
/// <param name="OrganizationCode">Nine-character code of older lists; null when not stated.</param>
/// <param name="RegistrationNumber">15-digit number; null when not stated.</param>
/// <param name="FormerName">A former name the row itself states (原名, 曾用名, 变更前名称); null when none.</param>
public sealed record UnitMention(
    int Position,
    UnitRole Role,
    string PrintedName,
    Uscc? Uscc = null,
    OrganizationCode? OrganizationCode = null,
    RegistrationNumber? RegistrationNumber = null,
    string? FormerName = null);

/// <summary>A row read and understood: cleaned values beside the cells they came from. Null means "not stated in the source".</summary>
public sealed record NormalizedRecord
{
    public required Library Library { get; init; }

    public required string Sheet { get; init; }

    /// <summary>1-based row, as in <see cref="LibraryRecord.Row"/>.</summary>
    public required int Row { get; init; }

    /// <summary>What makes two rows speak of the same thing (number, or title and year, …); compared within a library.</summary>
    public required string RecordKey { get; init; }

    /// <summary>At most two keys under which lists that print fewer numbers speak of the same thing: 受理编号 before 立项编号, title and lead unit before either,
    /// firm and year beside a certificate.</summary>
    public IReadOnlyList<string> OtherKeys { get; init; } = [];

    public required IReadOnlyList<UnitMention> Units { get; init; }

    public required PublicityState State { get; init; }

    /// <summary>序号 or number as printed in the list, for looking a row up by eye.</summary>
    public string? PrintedNumber { get; init; }

    /// <summary>Award or project title, fund name for a venture, certificate name otherwise.</summary>
    public string? Title { get; init; }

    /// <summary>立项编号, 奖励编号, 入库登记编号, 证书编号: the number final lists print.</summary>
    public string? Number { get; init; }

    /// <summary>受理编号 of a project that has no number yet.</summary>
    public string? ApplicationNumber { get; init; }

    /// <summary>奖种, 计划类别, 融资轮次.</summary>
    public string? Kind { get; init; }

    /// <summary>特等, 一等, 二等, 三等 …, as printed.</summary>
    public string? Grade { get; init; }

    public AuthorityLevel Level { get; init; }

    /// <summary>Year the fact belongs to (award year, recognition year, plan year).</summary>
    public int? Year { get; init; }

    /// <summary>Batch text of the list, e.g. 第二批.</summary>
    public string? Batch { get; init; }

    /// <summary>Day of the event itself (award, investment, registration), if stated.</summary>
    public DateOnly? EventOn { get; init; }

    /// <summary>First day the fact is in force; null when it has no period.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>First day the fact is no longer in force; null when open.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Money in yuan (project grant, investment, registered capital).</summary>
    public decimal? AmountCny { get; init; }

    public TechnologyField? Field { get; init; }

    /// <summary>Region the list itself states for the unit.</summary>
    public RegionCode? ListRegion { get; init; }

    /// <summary>Anything else worth showing, label to text, in printed order (提名单位, 负责处室, 经营范围 …). Never personal data.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<RowIssue> Issues { get; init; } = [];
}
