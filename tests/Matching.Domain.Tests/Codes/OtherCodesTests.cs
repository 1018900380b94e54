using Matching.Domain.Codes;

namespace Matching.Domain.Tests.Codes;

public sealed class OtherCodesTests
{
    [Theory]
    [InlineData("79013765X", "published example")]
    [InlineData("783059753", "published example")]
    [InlineData("79013765-X", "as old lists print it")]
    [InlineData(" 79013765-x", "lower case")]
    public void Organisation_code_passes_its_check(string text, string because)
    {
        Assert.True(OrganizationCode.TryParse(text, out var code), because);
        Assert.Equal(9, code.ToString().Length);
        Assert.Equal(code, OrganizationCode.FromBody(code.Body));
    }

    [Theory]
    [InlineData("790E37650", "wrong check character")]
    [InlineData("E0000000X", "wrong check character")]
    [InlineData("7901376", "too short")]
    [InlineData("7901376甲X", "no letter of the standard")]
    [InlineData("", "empty")]
    [InlineData(null, "not stated")]
    public void Bad_organisation_code_is_refused(string? text, string because) =>
        Assert.False(OrganizationCode.TryParse(text, out _), because);

    [Fact]
    public void Organisation_code_counts_all_36_letters()
    {
        Assert.True(OrganizationCode.TryParse("L83341734", out var code));
        Assert.Equal("L8334173-4", code.ToHyphenated());
    }

    [Fact]
    public void Code_of_seven_characters_cannot_get_a_check_character() =>
        Assert.Throws<ArgumentException>(() => OrganizationCode.FromBody("1234567"));

    [Theory]
    [InlineData("110108000000016", true)]
    [InlineData("310115600985533", true)]
    [InlineData("310115600985535", false)]
    [InlineData("31011560098553", false)]
    [InlineData("3101156009855X3", false)]
    public void Registration_number_is_checked_by_mod_11_10(string text, bool valid) =>
        Assert.Equal(valid, RegistrationNumber.TryParse(text, out _));

    [Fact]
    public void Serial_from_six_up_is_a_sole_trader()
    {
        Assert.True(RegistrationNumber.TryParse("310115600985533", out var trader));
        Assert.True(trader.IsSoleTrader);
        Assert.True(RegistrationNumber.TryParse("110108000000016", out var firm));
        Assert.False(firm.IsSoleTrader);
        Assert.Equal(new RegionCode(110108), firm.Office);
    }

    [Theory]
    [InlineData("GR202212000934", 2022, 12)]
    [InlineData("GR202037002773", 2020, 37)]
    [InlineData("gr2025 37005644", 2025, 37)]
    [InlineData("GF201442000123", 2014, 42)]
    [InlineData("GS201942000001", 2019, 42)]
    public void Certificate_number_tells_year_and_province(string text, int year, int province)
    {
        Assert.True(CertificateNumber.TryParse(text, out var number));
        Assert.Equal(year, number.Year);
        Assert.Equal(province, number.ProvincePrefix);
        Assert.Equal(new RegionCode(province * 10000), number.Province);
    }

    [Theory]
    [InlineData("GR20224200123", "13 characters")]
    [InlineData("GT202242001234", "no known letter")]
    [InlineData("GR192242001234", "no year of this century")]
    [InlineData("GR2022420O1234", "letter in the serial")]
    [InlineData(null, "not stated")]
    public void Bad_certificate_number_is_refused(string? text, string because) =>
        Assert.False(CertificateNumber.TryParse(text, out _), because);

    [Theory]
    [InlineData("202342011108000123", '0')]
    [InlineData("2023420111A8000123", 'A')]
    public void Sme_number_tells_year_region_and_mark(string text, char mark)
    {
        Assert.True(SmeRegistrationNumber.TryParse(text, out var number));
        Assert.Equal(2023, number.Year);
        Assert.Equal(new RegionCode(420111), number.Region);
        Assert.Equal(mark, number.DirectPassMark);
    }

    [Theory]
    [InlineData("20234201110800012", "17 characters")]
    [InlineData("199942011108000123", "before the rules began")]
    [InlineData("202399011108000123", "no such region")]
    public void Implausible_sme_number_is_refused(string text, string because) =>
        Assert.False(SmeRegistrationNumber.TryParse(text, out _), because);

    [Fact]
    public void Empty_codes_print_as_nothing()
    {
        Assert.Equal("", default(Uscc).ToString());
        Assert.Equal("", default(OrganizationCode).ToString());
        Assert.Equal("", default(RegistrationNumber).ToString());
        Assert.Equal("", default(CertificateNumber).ToString());
        Assert.Equal("", default(SmeRegistrationNumber).ToString());
        Assert.False(default(Uscc).IsFirm);
        Assert.Null(default(Uscc).OrganizationCode);
    }
}
