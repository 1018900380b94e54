namespace Matching.Domain.Libraries;

/// <summary>What a list belongs to: one of the department's five libraries, or a reference list that helps to read them.</summary>
/// <remarks>Numbers are stored; never renumber.</remarks>
public enum Library
{
    /// <summary>成果奖励库: science and technology awards.</summary>
    Awards = 1,

    /// <summary>科技型中小企业评价库: firms that hold a registration number of the yearly evaluation.</summary>
    TechSmes = 2,

    /// <summary>高新技术企业库: holders of a three-year certificate.</summary>
    HighTechFirms = 3,

    /// <summary>科技计划项目承担企业库: undertakers of plan projects.</summary>
    Projects = 4,

    /// <summary>创投子基金投资企业库: firms that a guidance fund's sub-funds invested in.</summary>
    Ventures = 5,

    /// <summary>企业登记基础库: the register of firms; names, codes, region, dates and capital.</summary>
    Registry = 11,

    /// <summary>更名: notices that a firm changed its name.</summary>
    Renames = 12,

    /// <summary>推送反馈: what banks report back about firms pushed to them.</summary>
    Outcomes = 21,
}
