using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Codes;

namespace Matching.Domain.Tests.Codes;

public sealed class UsccTests
{
    public static TheoryData<string, string> PublishedCodes => new()
    {
        { "91110108551385082Q", "a library's published example" },
        { "914403001922038216", "published test value" },
        { "91350100M000100Y43", "letters in the organisation code" },
        { "914403003429409755", "organisation code of a merged register" },
        { "914403006990676707", "organisation code of a merged register" },
        { "91440300L83341734R", "L counts differently in the two standards" },
        { "91330100MA27YTKRXE", "one supplier, first code" },
        { "91330000143853115H", "one supplier, second code" },
        { "91110000600037341L", "standard vector" },
        { "91350200MA2YJ1XR9G", "standard vector" },
        { "9144030071526726XG", "X as check of the organisation code" },
        { "91330100799655058B", "widely printed" },
        { "911100001000044477", "national office, bank" },
        { "91100000100003962T", "region 100000" },
        { "911000001000013428", "region 100000" },
        { "91440300192185379H", "widely printed" },
        { "9144030010001686XA", "X inside" },
        { "91350000158142711F", "region is a province" },
        { "91440300192317458F", "widely printed" },
        { "91350900587527783P", "widely printed" },
        { "912201011239989159", "all digits" },
        { "9152000071430580XT", "X inside" },
        { "91420100616400352X", "X as check character" },
        { "12100000400000624D", "university" },
        { "12100000400002259P", "university" },
        { "12100000441626842D", "university" },
        { "12100000707137123P", "university" },
    };

    [Theory]
    [MemberData(nameof(PublishedCodes))]
    public void Published_code_passes_both_checks(string text, string because)
    {
        Assert.True(Uscc.TryParse(text, out var code), because);
        Assert.Equal(text, code.ToString());
        Assert.Equal(text[8..17], code.OrganizationCode?.ToString());
        Assert.IsType<UsccCheck.Valid>(Uscc.Check(text));
    }

    [Theory]
    [InlineData("914403001922038217", "6")]
    [InlineData("91310115MA1H8R7C6D", "7")]
    [InlineData("91440300713555564J", "9")]
    [InlineData("91350203M0001QAY9B", "9")]
    public void Wrong_check_character_is_named_with_the_right_one(string text, string expected)
    {
        Assert.False(Uscc.TryParse(text, out var code));
        Assert.Equal("", code.ToString());
        var wrong = Assert.IsType<UsccCheck.WrongCheckCharacter>(Uscc.Check(text));
        Assert.Equal(expected[0], wrong.Expected);
        Assert.Contains(expected, wrong.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9133010057462616XH")]
    [InlineData("91110108717809965C")]
    [InlineData("91110000800088421P")]
    public void Code_given_to_a_firm_in_demo_data_fails_both_checks(string text)
    {
        Assert.False(Uscc.TryParse(text, out _));
        Assert.False(OrganizationCode.TryParse(text[8..17], out _));
    }

    [Theory]
    [InlineData("９１４４０３００１９２２０３８２１６", "full-width digits")]
    [InlineData("91440300L83341734r", "lower case")]
    [InlineData("'91440300L83341734R", "apostrophe of a text cell")]
    [InlineData(" 9144 0300 L833 4173 4R ", "groups of four")]
    [InlineData("91440300-L83341734-R", "hyphens")]
    [InlineData("\uFEFF91440300L83341734R\u200B", "byte-order mark and zero-width space")]
    [InlineData("91440300\u00A0L83341734R\r\n", "no-break space and line end")]
    [InlineData("91440300L8\u3000３３４１７３４Ｒ", "ideographic space, full-width letters")]
    public void Decoration_is_dropped_before_the_check(string text, string because) =>
        Assert.True(Uscc.TryParse(text, out _), because);

    [Fact]
    public void Parts_of_a_code_are_read_by_position()
    {
        Assert.True(Uscc.TryParse("91420100616400352X", out var code));
        Assert.Equal("91", code.BodyType);
        Assert.True(code.IsFirm);
        Assert.False(code.IsCooperative);
        Assert.Equal(new RegionCode(420100), code.RegistrationRegion);
        Assert.Equal("616400352", code.OrganizationCode?.ToString());
    }

    [Fact]
    public void University_code_is_valid_and_no_firm()
    {
        Assert.True(Uscc.TryParse("12100000400000624D", out var code));
        Assert.False(code.IsFirm);
        Assert.Equal(RegionCode.Nation, code.RegistrationRegion);
    }

    [Fact]
    public void Remainder_of_zero_gives_the_check_character_zero()
    {
        var code = FirstCodeEndingIn('0');
        Assert.True(Uscc.TryParse(code.ToString(), out _));
    }

    [Theory]
    [InlineData("9.14403E+17", typeof(UsccCheck.ScientificNotation))]
    [InlineData("9.1440300192204E+17", typeof(UsccCheck.ScientificNotation))]
    [InlineData("914403001922038000", typeof(UsccCheck.LostDigits))]
    [InlineData("91440300192203821", typeof(UsccCheck.WrongLength))]
    [InlineData("9144030019220382166", typeof(UsccCheck.WrongLength))]
    [InlineData("9I4403001922038216", typeof(UsccCheck.WrongCharacter))]
    [InlineData("91A403001922038216", typeof(UsccCheck.WrongCharacter))]
    [InlineData("914403001922038217", typeof(UsccCheck.WrongCheckCharacter))]
    [InlineData("无", typeof(UsccCheck.WrongLength))]
    [InlineData("  ", typeof(UsccCheck.Empty))]
    [InlineData(null, typeof(UsccCheck.Empty))]
    public void Each_problem_has_its_own_result(string? text, Type expected)
    {
        var check = Uscc.Check(text);
        Assert.IsType(expected, check);
        Assert.NotEqual("", check.Describe());
    }

    [Theory]
    [InlineData("9144O3001922O38216", "914403001922038216", "O read for 0, twice")]
    [InlineData("9I44030019220382I6", "914403001922038216", "I read for 1, twice")]
    [InlineData("914403001922083216", "914403001922038216", "two neighbours swapped")]
    [InlineData("91440300192203821", "914403001922038216", "check character cut off")]
    [InlineData("914403000192203821 6", "914403001922038216", "one digit typed twice")]
    [InlineData("91440300L83341784R", "91440300L83341734R", "one digit misread")]
    public void Slip_is_suggested_and_never_repaired(string text, string expected, string because)
    {
        Assert.False(Uscc.TryParse(text, out _), because);
        Assert.Contains(expected, Uscc.Check(text).Suggestions.Select(s => s.ToString()));
    }

    [Fact]
    public void Position_of_a_foreign_character_is_counted_from_one()
    {
        var check = Assert.IsType<UsccCheck.WrongCharacter>(Uscc.Check("9144030019220Z8216"));
        Assert.Equal(14, check.Position);
        Assert.Equal('Z', check.Found);
    }

    [Theory]
    [InlineData("90")]
    [InlineData("9")]
    [InlineData("9I")]
    public void Code_of_an_unknown_body_type_cannot_be_made(string bodyType) =>
        Assert.Throws<ArgumentException>(() =>
            Uscc.FromParts(bodyType, new RegionCode(420100), OrganizationCode.FromBody("61640035")));

    [Fact]
    public void Made_code_stays_valid_through_decoration() =>
        Prop.ForAll(Codes(), code =>
        {
            var decorated = $"'{code.ToString()[..6].ToLowerInvariant()} {code.ToString()[6..].ToLowerInvariant()}\u200B";
            return Uscc.TryParse(decorated, out var parsed) && parsed == code;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_single_character_error_and_neighbour_swap_is_caught() =>
        Prop.ForAll(Codes(), code => Slips(code.ToString()).All(slip => !Uscc.TryParse(slip, out _)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static IEnumerable<string> Slips(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            foreach (var c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".Where(c => c != code[i]))
            {
                yield return code[..i] + c + code[(i + 1)..];
            }

            if (i + 1 < code.Length && code[i] != code[i + 1])
            {
                yield return code[..i] + code[i + 1] + code[i] + code[(i + 2)..];
            }
        }
    }

    private static Uscc FirstCodeEndingIn(char check) =>
        Enumerable.Range(10000000, 1000)
            .Select(n => Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody(n.ToString("D8", null))))
            .First(c => c.ToString()[17] == check);

    private static Arbitrary<Uscc> Codes() =>
        Gen.Elements("0123456789ABCDEFGHJKLMNPQRTUWXY".ToCharArray()).ArrayOf(8)
            .Zip(Gen.Choose(110000, 659999))
            .Select(p => Uscc.FromParts("91", new RegionCode(p.Item2), OrganizationCode.FromBody(new string(p.Item1))))
            .ToArbitrary();
}
