using System.Buffers;
using System.Globalization;
using Matching.Domain.Codes;

namespace Matching.Ingest.Samples;

/// <summary>Invents firms: names from made-up trade names, credit codes with right check characters, quality nobody sees.</summary>
/// <remarks>Hard on purpose: a quarter of the 字号 are used twice, some firms are branches or group members of another,
/// some share their whole name with a firm of another province, one in seven was renamed.</remarks>
internal static class SampleFirms
{
    /// <summary>Seldom used in company names, so that a reader sees the firms are invented.</summary>
    private const string First = "澈昉骐珑嵘翎沅弈峤珣砚璟骁瀚钰昱琰煜淳霁栩晗铎铭稷颢赟麒岚溯璞衡祺翊";
    private const string Second = "昉骐珑翎沅弈峤珣砚璟骁曜煦澄湛菘蘅舸桁棠槿樾熙瑾琮珩珺玥珂珞钧锴铄钊旻旸晟晖";
    private const string Third = "达联创驰源维睿科通恒拓普";

    private static readonly SearchValues<char> FirstSet = SearchValues.Create(First);

    private static readonly DateOnly FirstDay = new(1998, 1, 5);
    private static readonly DateOnly LastDay = new(2025, 12, 20);

    public static IReadOnlyList<SampleFirm> Make(int count, int seed)
    {
        var random = SampleRandom.For(seed, "firms");
        var firms = new List<SampleFirm>(count);
        var names = new HashSet<string>(count);
        var bodies = new HashSet<string>(count);
        while (firms.Count < count)
        {
            var firm = Invent(firms.Count + 1, firms, names, bodies, random);
            firms.Add(firm);
        }

        return firms;
    }

    private static SampleFirm Invent(int number, List<SampleFirm> firms, HashSet<string> names, HashSet<string> bodies, SampleRandom random)
    {
        var parent = firms.Count > 20 && random.Chance(0.02) ? random.Pick(firms) : null;
        var isBranch = parent is { IsBranch: false } && random.Chance(0.6);
        var city = isBranch || parent is null ? SampleRegions.Draw(random) : parent.City;
        var county = random.Pick(city.Counties);
        var twin = parent is null && firms.Count > 50 && random.Chance(0.1) ? Homonym(random.Pick(firms), city) : null;
        var trade = (twin ?? parent)?.Trade ?? random.Pick(SampleTrades.All);
        var registeredOn = RegistrationDay(random);
        var name = isBranch ? $"{parent!.Name}{city.ShortName}分公司" : twin?.Name ?? NewName(firms, names, city, trade, parent, random);
        if (isBranch && !names.Add(name))
        {
            isBranch = false;
            name = NewName(firms, names, city, trade, null, random);
        }

        var renamedOn = !isBranch && twin is null && random.Chance(0.15) ? random.Day(new DateOnly(2022, 2, 1), new DateOnly(2026, 9, 30)) : (DateOnly?)null;
        renamedOn = renamedOn > registeredOn.AddYears(1) ? renamedOn : null;
        return new SampleFirm
        {
            Number = number,
            Code = Code(city, county, bodies, random),
            Name = name,
            FormerName = renamedOn is null ? null : OtherName(name, names, city, trade, random),
            RenamedOn = renamedOn,
            City = city,
            County = county,
            Trade = trade,
            RegisteredOn = registeredOn,
            CapitalTenThousands = random.Pick<int>([50, 100, 200, 300, 500, 500, 800, 1000, 1000, 1200, 2000, 3000, 5000, 10000, 25000]),
            Quality = random.NextNormal(),
            IsBranch = isBranch,
            IsRegistered = isBranch || random.Chance(0.9),
        };
    }

    /// <summary>Later years founded more firms: the younger of two draws.</summary>
    private static DateOnly RegistrationDay(SampleRandom random)
    {
        var left = random.Day(FirstDay, LastDay);
        var right = random.Day(FirstDay, LastDay);
        return left > right ? left : right;
    }

    private static string NewName(List<SampleFirm> firms, HashSet<string> names, SampleCity city, SampleTrade trade, SampleFirm? member, SampleRandom random)
    {
        for (var attempt = 0; ; attempt++)
        {
            var tradeName = member is not null && attempt == 0 ? TradeNameOf(member)
                : firms.Count > 10 && random.Chance(0.25) ? TradeNameOf(random.Pick(firms))
                : TradeName(random, attempt);
            var form = member is not null ? "集团有限公司" : Form(random);
            var name = Compose(city, tradeName, trade.Word, form, random);
            if (names.Add(name))
            {
                return name;
            }
        }
    }

    /// <summary>A firm elsewhere whose name carries no region and so may be borne twice.</summary>
    private static SampleFirm? Homonym(SampleFirm other, SampleCity city) =>
        !other.IsBranch && other.RenamedOn is null && First.Contains(other.Name[0], StringComparison.Ordinal)
        && !other.Name.Contains('（', StringComparison.Ordinal) && other.City.ProvinceShort != city.ProvinceShort
            ? other
            : null;

    /// <summary>The name before a change: another 字号, another trade word or another legal form.</summary>
    private static string OtherName(string name, HashSet<string> names, SampleCity city, SampleTrade trade, SampleRandom random)
    {
        for (var attempt = 0; ; attempt++)
        {
            var former = random.Next(3) switch
            {
                0 when name.EndsWith("股份有限公司", StringComparison.Ordinal) => name.Replace("股份有限公司", "有限公司", StringComparison.Ordinal),
                1 => name.Replace(trade.Word, random.Pick(SampleTrades.All).Word, StringComparison.Ordinal),
                _ => Compose(city, TradeName(random, attempt), trade.Word, "有限公司", random),
            };
            if (names.Add(former))
            {
                return former;
            }
        }
    }

    private static string TradeName(SampleRandom random, int attempt)
    {
        var name = $"{First[random.Next(First.Length)]}{Second[random.Next(Second.Length)]}";
        return random.Next(10) switch
        {
            < 6 when attempt < 3 => name,
            < 9 => $"{name}{Third[random.Next(Third.Length)]}",
            _ => $"{name}{First[random.Next(First.Length)]}{Third[random.Next(Third.Length)]}",
        };
    }

    private static string Form(SampleRandom random) => random.Next(100) switch
    {
        < 80 => "有限公司",
        < 85 => "有限责任公司",
        < 97 => "股份有限公司",
        _ => "集团有限公司",
    };

    private static string Compose(SampleCity city, string tradeName, string trade, string form, SampleRandom random) => random.Next(20) switch
    {
        < 8 => $"{city.ShortName}{tradeName}{trade}{form}",
        < 12 => $"{city.Name}{tradeName}{trade}{form}",
        < 16 => $"{city.ProvinceShort}{tradeName}{trade}{form}",
        16 => $"{city.ProvinceShort}省{tradeName}{trade}{form}",
        17 => $"{tradeName}{trade}（{city.ShortName}）{form}",
        18 => $"{tradeName}（{city.ShortName}）{trade}{form}",
        _ => $"{tradeName}{trade}{form}",
    };

    private static string TradeNameOf(SampleFirm firm)
    {
        var at = firm.Name.AsSpan().IndexOfAny(FirstSet);
        var end = firm.Name.IndexOf(firm.Trade.Word, at, StringComparison.Ordinal);
        var bracket = firm.Name.IndexOf('（', at);
        return firm.Name[at..(bracket > at && bracket < end ? bracket : end)];
    }

    /// <summary>Most codes carry the county; some the province's office or the national one.</summary>
    private static Uscc Code(SampleCity city, SampleCounty county, HashSet<string> bodies, SampleRandom random)
    {
        var office = random.Next(100) switch
        {
            < 85 => county.Code,
            < 92 => city.Code,
            < 98 => city.ProvinceCode,
            _ => RegionCode.Nation.Value,
        };
        string body;
        do
        {
            // Since 2015 offices issue organisation codes that begin with MA; older firms kept theirs of digits only.
            var digits = random.Next(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
            body = random.Chance(0.5) ? $"MA{Letter(random)}{digits[3..]}" : digits;
        }
        while (!bodies.Add(body));

        return Uscc.FromParts("91", new RegionCode(office), OrganizationCode.FromBody(body));
    }

    private static char Letter(SampleRandom random) => "0123456789ABCDEFGHJKLMNPQRTUWXY"[random.Next(31)];
}
