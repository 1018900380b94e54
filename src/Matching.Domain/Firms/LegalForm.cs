namespace Matching.Domain.Firms;

/// <summary>组织形式, as far as it sets two legal persons apart.</summary>
public enum LegalForm
{
    /// <summary>No form is printed, as in short names.</summary>
    None = 0,

    /// <summary>有限公司, 有限责任公司: one form in law.</summary>
    Limited = 1,

    /// <summary>股份有限公司, 股份公司.</summary>
    JointStock = 2,

    /// <summary>公司, 总公司, 集团公司: forms from before the company law and state-owned ones.</summary>
    OtherCompany = 3,

    /// <summary>合伙企业, 有限合伙, 普通合伙.</summary>
    Partnership = 4,

    /// <summary>厂, 总厂.</summary>
    Works = 5,

    /// <summary>合作社.</summary>
    Cooperative = 6,

    /// <summary>研究院, 中心, 大学, 医院 … without a company form.</summary>
    Institution = 7,
}
