namespace Matching.Domain.Linkage.Weighing;

/// <summary>How two legal forms stand to each other.</summary>
public enum FormLevel
{
    Same,

    /// <summary>One prints none; that speaks neither for nor against.</summary>
    Missing,

    /// <summary>有限公司 and 有限责任公司, 股份公司 and 股份有限公司: one form written in two ways.</summary>
    Kin,
    Differs,

    /// <summary>One is a group (集团), the other a firm that says it is none.</summary>
    GroupDiffers,
}
