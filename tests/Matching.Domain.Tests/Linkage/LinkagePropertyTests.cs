using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;

namespace Matching.Domain.Tests.Linkage;

/// <summary>What holds for any rows: drawn from few names, codes and numbers, so that they meet, contradict each other and rename in circles.</summary>
public sealed class LinkagePropertyTests
{
    private const int Sets = 150;
    private static readonly string[] Brands = ["衡拓", "芸铭", "澜恒", "峻禾", "璟川", "骁岳", "昱朔"];
    private static readonly string[] Trades = ["光电科技", "新材料", "软件"];
    private static readonly (string Name, int? Region)[] Places = [("", null), ("武汉", Row.Wuhan), ("宜昌", Row.Yichang), ("长沙", Row.Changsha)];
    private static readonly string[] Nothing = ["无", "/", "不详", "有限公司", "有限责任公司", "股份有限公司", "有限", "科技有限公司", "同上"];

    [Fact]
    public void Order_of_rows_plays_no_part()
    {
        for (var seed = 0; seed < Sets; seed++)
        {
            var rows = Rows(seed);
            var expected = Described(LinkageLadder.Run(rows));
            var random = new Random(seed);
            for (var order = 0; order < 20; order++)
            {
                random.Shuffle(rows);
                Assert.True(expected == Described(LinkageLadder.Run(rows)), $"set {seed}, order {order}");
            }
        }
    }

    [Fact]
    public void Two_codes_never_join_and_every_row_has_one_place()
    {
        for (var seed = 0; seed < Sets; seed++)
        {
            var rows = Rows(seed);
            var result = LinkageLadder.Run(rows);
            Assert.All(result.Groups, group => Assert.True(group.Members.Select(member => member.Unit.Uscc).OfType<Uscc>().Distinct().Count() <= 1, $"set {seed}"));
            Assert.Equal(rows.Select(row => row.Key).Order(), result.Groups.SelectMany(group => group.Members).Select(member => member.Unit.Key).Order());
            Assert.Equal(result.Groups.Select(group => group.Members[0].Unit.Key).Order(), result.Groups.Select(group => group.Members[0].Unit.Key));
        }
    }

    [Fact]
    public void Rows_that_share_nothing_change_no_group()
    {
        for (var seed = 0; seed < Sets; seed++)
        {
            var rows = Rows(seed);
            LinkUnit[] others =
            [
                .. Enumerable.Range(0, 20).Select(i => Row.Unit(100_000 + i, $"西安霁域{i % 7}机械有限公司", code: i % 3 == 0 ? Row.Code(900_000 + (i % 7)) : null)),
            ];
            var known = rows.Select(row => row.Key).ToHashSet();
            var beside = LinkageLadder.Run([.. others, .. rows]);
            Assert.True(
                Described(LinkageLadder.Run(rows)) == Described(beside with { Groups = [.. beside.Groups.Where(group => known.Contains(group.Members[0].Unit.Key))] }), $"set {seed}");
        }
    }

    [Fact]
    public void Sets_that_share_no_key_are_those_a_plain_search_finds()
    {
        for (var seed = 0; seed < Sets; seed++)
        {
            var rows = Rows(seed).OrderBy(row => row.Key).ToList();
            var names = new NameKeys(rows, LinkageLadder.MostUnitsPerName);
            var expected = PlainSets(rows, names);
            Assert.Equal(expected, UnitComponents.Split(rows, names).Select(set => string.Join(' ', set)));
        }
    }

    [Fact]
    public void The_short_ways_end_where_the_ladder_ends()
    {
        var (single, alike) = (0, 0);
        for (var seed = 0; seed < Sets; seed++)
        {
            var rows = Rows(seed).OrderBy(row => row.Key).ToList();
            var names = new NameKeys(rows, LinkageLadder.MostUnitsPerName);
            foreach (var set in UnitComponents.Split(rows, names).Select(places => places.ConvertAll(place => rows[place])))
            {
                var simple = set is [var only] ? SingleUnit.TryForm(only) : OneNameOneCode.TryForm(set, names);
                if (simple is null)
                {
                    continue;
                }

                (single, alike) = set.Count == 1 ? (single + 1, alike) : (single, alike + 1);
                var (groups, reviews, others) = ComponentLadder.Run(set, names);
                Assert.Empty(reviews);
                Assert.Empty(others);
                Assert.Equal(Described(Assert.Single(groups)), Described(simple));
            }
        }

        // Both ways were met often enough to mean something.
        Assert.True(single > 300 && alike > 10, $"{single} single, {alike} alike");
    }

    [Fact]
    public void Ten_thousand_firms_named_nothing_but_a_legal_form_stay_ten_thousand()
    {
        var rows = Enumerable.Range(1, 10_000).Select(record => Row.Unit(record, Nothing[record % Nothing.Length])).ToList();
        var result = LinkageLadder.Run([.. rows, Row.Registry(20_000, "武汉衡拓光电科技有限公司", 1)]);

        Assert.All(result.Groups, group => Assert.True(group.Members.Count == 1, $"{group.Members.Count} {group.Members[0].Unit.PrintedName}"));
        Assert.Equal(10_001, result.Groups.Count);
    }

    [Fact]
    public void A_filler_beside_many_names_joins_none_of_them_and_every_row_is_asked_about()
    {
        const int Rows = 50_000;
        var rows = Enumerable.Range(1, Rows).Select(record => Row.Unit(record, $"武汉{(char)('一' + (record % 500))}{(char)('丁' + (record / 500))}软件有限公司", code: Row.Code(1))).ToList();
        var result = LinkageLadder.Run(rows);

        Assert.Equal(Rows, result.Reviews.Count);
        Assert.All(result.Groups.SelectMany(group => group.Members), member => Assert.NotEqual(LinkageBand.Auto, member.Band));
        Assert.All(result.Groups, group => Assert.Single(group.Members.Select(member => member.Unit.FoldedName).Distinct()));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(2_000, false)]
    public void Name_printed_most_beside_a_filler_does_not_get_its_code_but_the_registered_one_does(int names, bool isBelieved)
    {
        var rows = Enumerable.Range(1, names).Select(record => Row.Unit(record, $"武汉{(char)('一' + (record * 7))}{(char)('开' + (record * 5))}软件有限公司", code: Row.Code(1))).ToList();
        var most = rows[0].PrintedName;
        rows.AddRange(Enumerable.Range(names + 1, 5).Select(record => Row.Unit(record, most, Library.HighTechFirms, Row.Code(1))));
        Assert.Equal(isBelieved, LinkageLadder.Run(rows).Groups.SelectMany(group => group.Members).Any(member => member.Band == LinkageBand.Auto));

        rows.Add(Row.Registry(names + 10, rows[1].PrintedName, 1));
        var auto = LinkageLadder.Run(rows).Groups.SelectMany(group => group.Members).Where(member => member.Band == LinkageBand.Auto).ToList();
        Assert.Equal([rows[1].PrintedName], auto.Select(member => member.Unit.PrintedName).Distinct());
    }

    /// <summary>Reachability over shared keys, each pair compared with each.</summary>
    private static List<string> PlainSets(List<LinkUnit> rows, NameKeys names)
    {
        var keys = rows.ConvertAll(row => new[]
        {
            row.Uscc is { } code ? $"U{code}" : null,
            row.EffectiveOrganizationCode is { } organization ? $"O{organization}" : null,
            row.CertificateNumber is { } certificate ? $"C{certificate}" : null,
            row.RegistrationNumber is { } registration ? $"R{registration}" : null,
            names.KeyOf(row) is { } name ? $"N{name}" : null,
            names.FormerKeyOf(row) is { } former ? $"N{former}" : null,
        }.OfType<string>().ToHashSet());
        var (sets, seen) = (new List<string>(), new bool[rows.Count]);
        for (var start = 0; start < rows.Count; start++)
        {
            if (seen[start])
            {
                continue;
            }

            var (set, next) = (new SortedSet<int>(), new Queue<int>([start]));
            seen[start] = true;
            while (next.TryDequeue(out var at))
            {
                set.Add(at);
                for (var other = 0; other < rows.Count; other++)
                {
                    if (!seen[other] && keys[at].Overlaps(keys[other]))
                    {
                        seen[other] = true;
                        next.Enqueue(other);
                    }
                }
            }

            sets.Add(string.Join(' ', set));
        }

        return sets;
    }

    private static LinkUnit[] Rows(int seed)
    {
        var random = new Random(seed);
        var rows = new LinkUnit[20 + random.Next(40)];
        for (var i = 0; i < rows.Length; i++)
        {
            var (name, region) = Name(random);
            var code = random.Next(3) == 0 ? Row.Code(random.Next(1, 12)) : (Uscc?)null;
            rows[i] = random.Next(8) switch
            {
                0 => Row.Rename(i + 1, Name(random).Name, name, Day(random), code, region),
                1 => Row.Registry(i + 1, name, random.Next(1, 12), region, Day(random)),
                2 => Row.Unit(i + 1, Nothing[random.Next(Nothing.Length)], code: code),
                3 => Row.Unit(i + 1, name, Library.HighTechFirms, code, region, Day(random), certificate: $"GR2023420{random.Next(1, 6):D5}"),
                4 => Row.Unit(i + 1, name, Library.Awards, null, region, Day(random), organization: OrganizationCode.FromBody($"MA{random.Next(1, 12):D6}")),
                _ => Row.Unit(i + 1, name, Library.TechSmes, code, random.Next(2) == 0 ? region : null, Day(random), former: random.Next(6) == 0 ? Name(random).Name : null),
            };
        }

        return rows;
    }

    private static (string Name, int? Region) Name(Random random)
    {
        var (place, region) = Places[random.Next(Places.Length)];
        return ($"{place}{Brands[random.Next(Brands.Length)]}{Trades[random.Next(Trades.Length)]}有限公司", region);
    }

    private static string Day(Random random) => FormattableString.Invariant($"{random.Next(2012, 2026)}-{random.Next(1, 13):D2}-15");

    private static string Described(LadderResult result) => string.Join('\n', result.Groups.Select(group =>
        $"{group.Kind} {group.Uscc} {group.IsProvisional}: {string.Join(' ', group.Members.Select(Described))}"))
        + string.Join(' ', result.Reviews.Select(review => $"{review.Unit.Key.RecordId} {review.Doubt}"));

    private static string Described(DraftGroup group) =>
        $"{group.Kind} {group.Uscc} {group.IsProvisional}: {string.Join(' ', MemberOrder.Of(group.Members).Select(Described))}";

    private static string Described(LinkDecision member) => FormattableString.Invariant(
        $"{member.Unit.Key.RecordId}/{member.Rule}/{member.Band}/{member.Score}/{string.Join(',', member.Evidence.Select(seen => $"{seen.Field}={seen.Left}~{seen.Right}:{seen.Verdict}"))}");
}
