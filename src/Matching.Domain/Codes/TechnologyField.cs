namespace Matching.Domain.Codes;

/// <summary>The eight official fields of 国家重点支持的高新技术领域 (国科发火〔2016〕32号).</summary>
/// <remarks>Numbers are stored; never renumber.</remarks>
public enum TechnologyField
{
    /// <summary>电子信息</summary>
    ElectronicInformation = 1,

    /// <summary>生物与新医药</summary>
    BiologyAndMedicine = 2,

    /// <summary>航空航天</summary>
    Aerospace = 3,

    /// <summary>新材料</summary>
    NewMaterials = 4,

    /// <summary>高技术服务</summary>
    HighTechServices = 5,

    /// <summary>新能源与节能</summary>
    NewEnergy = 6,

    /// <summary>资源与环境</summary>
    ResourcesAndEnvironment = 7,

    /// <summary>先进制造与自动化</summary>
    AdvancedManufacturing = 8,
}
