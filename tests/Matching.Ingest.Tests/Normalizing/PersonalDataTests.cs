using Matching.Ingest.Normalizing;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("电话13812345678。", "电话***********。", "mobile number")]
    [InlineData("11010519491231002X", "******************", "identity number with a right check character")]
    [InlineData("13812345678、13912345678", "***********、***********", "two numbers")]
    [InlineData("914403001922038216", "914403001922038216", "a credit code stays")]
    [InlineData("91110108551385082Q", "91110108551385082Q", "a credit code with letters stays")]
    [InlineData("GR202442001234", "GR202442001234", "a certificate number stays")]
    [InlineData("12812345678", "12812345678", "no mobile prefix")]
    [InlineData("113812345678", "113812345678", "longer than a mobile number")]
    public void Numbers_of_persons_are_masked(string text, string masked, string because) =>
        Assert.True(masked == PersonalData.Mask(text), because);
}
