using System.Globalization;
using Matching.Domain.Codes;

namespace Matching.Ingest.Samples;

/// <summary>One investment of a sub-fund in a firm.</summary>
internal sealed record SampleRound(SampleFirm Firm, int Fund, string Round, DateOnly InvestedOn, int AmountTenThousands, bool IsLead, bool IsExited);

/// <summary>创投: the guidance fund's own register, cumulative at each year end, and a cash-flow table in 亿元.</summary>
internal static class VentureLists
{
    private static readonly string[] Funds =
        ["湖北璟源创业投资基金（有限合伙）", "武汉澈光一号创业投资合伙企业（有限合伙）", "长春翎汇天使投资基金（有限合伙）", "河南煦创成长投资基金（有限合伙）"];

    private static readonly string[] Rounds = ["天使轮", "Pre-A轮", "A轮", "B轮", "C轮"];
    private static readonly string[] EarlyStates = ["储备项目", "已报合规审查", "合规审查通过", "投决通过", "投决未通过"];

    public static void Write(SampleTarget target, IReadOnlyList<SampleFirm> firms, int seed)
    {
        var random = SampleRandom.For(seed, "ventures");
        var candidates = firms.Where(firm => !firm.IsBranch).ToList();
        var rounds = Draw(candidates, random);
        for (var year = SampleYears.First; year < SampleYears.Last; year++)
        {
            WriteRegister(target, rounds, candidates, year, random);
        }

        WriteCashFlow(target, rounds, SampleYears.Last - 1, random);
    }

    private static List<SampleRound> Draw(List<SampleFirm> firms, SampleRandom random)
    {
        var rounds = new List<SampleRound>();
        foreach (var firm in firms)
        {
            if (!random.Chance(firm.Likely(0.05)))
            {
                continue;
            }

            var fund = random.Next(Funds.Length);
            var on = random.Day(new DateOnly(2021, 3, 1), new DateOnly(2025, 11, 30));
            var first = random.Next(3);
            for (var i = 0; i < 3 && on.Year <= SampleYears.Last && on > firm.RegisteredOn; i++)
            {
                var amount = random.Pick<int>([200, 300, 500, 500, 800, 1000, 1500, 2000]) * (i + 1);
                rounds.Add(new SampleRound(firm, fund, Rounds[first + i], on, amount, random.Chance(0.4), on.Year < 2023 && random.Chance(0.1)));
                if (!random.Chance(0.4))
                {
                    break;
                }

                on = on.AddMonths(random.Between(8, 20));
            }
        }

        return rounds;
    }

    /// <summary>Further rounds of a firm stand in rows without its name; states before 已出资 are no investments.</summary>
    private static void WriteRegister(SampleTarget target, List<SampleRound> rounds, List<SampleFirm> firms, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 12, 31);
        var title = $"创业投资引导基金子基金投资项目台账（截至{year}年12月31日）";
        using var list = SampleList.Xlsx(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("投资项目");
        list.Banner(title, 11);
        list.Row(
            "企业名称", "企业统一社会信用代码", "项目状态", "子基金名称", "子基金统一社会信用代码", "融资轮次", "其中：本基金投资金额（万元）", "投资时间", "投资方式", "角色", "联系人");
        foreach (var firm in rounds.Where(round => round.InvestedOn <= day && round.Fund < 2).GroupBy(round => round.Firm))
        {
            var isFirst = true;
            foreach (var round in firm)
            {
                var row = list.Row(
                    isFirst ? SampleNames.Print(firm.Key, day, 0.6, random) : "", isFirst && random.Chance(0.6) ? firm.Key.Code.ToString() : "",
                    round.IsExited && year >= 2024 ? "已退出" : "已出资", Funds[round.Fund], FundCode(round.Fund), round.Round, round.AmountTenThousands,
                    round.InvestedOn, "直接投资", round.IsLead ? "领投" : "共同投资", isFirst ? "赵某" : "");
                list.IsFirm(row, firm.Key);
                isFirst = false;
            }
        }

        for (var i = 0; i < 1 + (rounds.Count / 40); i++)
        {
            var fund = random.Next(2);
            var row = list.Row(
                random.Pick(firms).NameOn(day), "", random.Pick(EarlyStates), Funds[fund], FundCode(fund), random.Pick(Rounds), "", "", "直接投资", "单一投资", "");
            list.IsBad(row, "bad-not-invested");
        }
    }

    /// <summary>A fund of funds' cash flows: amounts in 亿元, a code column that is the fund's and not the firm's.</summary>
    private static void WriteCashFlow(SampleTarget target, List<SampleRound> rounds, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 12, 31);
        using var list = SampleList.Csv(target, $"创投母基金投资流水（截至{year}年12月31日）_{SampleYears.Iso(day)}");
        list.Row("基金名称", "子基金名称", "子基金统一社会信用代码", "被投企业", "融资轮次", "交易类型", "交易时间", "交易金额（亿元）");
        foreach (var round in rounds.Where(round => round.Fund >= 2).OrderBy(round => round.InvestedOn))
        {
            var row = list.Row(
                "省级科技创新母基金", Funds[round.Fund], FundCode(round.Fund), SampleNames.Print(round.Firm, day, 0.6, random), round.Round, "投资",
                round.InvestedOn, (round.AmountTenThousands / 10000m).ToString("0.####", CultureInfo.InvariantCulture));
            list.IsFirm(row, round.Firm);
        }
    }

    private static string FundCode(int fund) =>
        Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody(string.Create(CultureInfo.InvariantCulture, $"MA9990{fund:D2}"))).ToString();
}
