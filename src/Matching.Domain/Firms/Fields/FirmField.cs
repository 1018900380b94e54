namespace Matching.Domain.Firms.Fields;

/// <summary>A field of a firm that rows may state differently.</summary>
public enum FirmField
{
    Name = 1,

    /// <summary>统一社会信用代码; which one is the firm's is decided by linkage, the rule only orders what rows print.</summary>
    Uscc,
    RegisteredOn,
    Capital,
    BusinessScope,
    Region,
    TechnologyField,
}
