namespace Matching.Ingest.Samples;

/// <summary>推送反馈: what two banks report about firms pushed to them. Better firms get and repay loans more often; so do firms of some size and age, which no library says is technology.</summary>
internal static class OutcomeLists
{
    private static readonly string[] Reasons = ["现金流不足", "抵押物不足", "行业限制", "征信异常"];

    public static void Write(SampleTarget target, IReadOnlyList<SampleFirm> firms, int seed)
    {
        var random = SampleRandom.For(seed, "outcomes");
        var candidates = firms.Where(firm => !firm.IsBranch).ToList();
        for (var year = 2023; year < SampleYears.Last; year++)
        {
            foreach (var bank in new[] { "示范银行甲", "示范银行乙" })
            {
                WriteYear(target, candidates, bank, year, random);
            }
        }
    }

    private static void WriteYear(SampleTarget target, List<SampleFirm> firms, string bank, int year, SampleRandom random)
    {
        var name = $"{bank}推送企业反馈（{year}年）_{year + 1}-01-10";
        using var list = bank.EndsWith('甲') ? SampleList.Xlsx(target, name) : SampleList.Csv(target, name);
        list.Sheet("反馈");
        list.Row("企业名称", "统一社会信用代码", "银行", "推送日期", "反馈日期", "反馈结果", "授信金额（万元）", "放款金额（万元）", "年利率（%）", "期限（月）", "拒绝原因");
        foreach (var firm in firms)
        {
            if (firm.RegisteredOn.Year >= year || !random.Chance(firm.Likely(0.17)))
            {
                continue;
            }

            var pushedOn = random.Day(new DateOnly(year, 1, 10), new DateOnly(year, 9, 30));
            WriteFirm(list, firm, bank, pushedOn, random);
        }
    }

    private static void WriteFirm(SampleList list, SampleFirm firm, string bank, DateOnly pushedOn, SampleRandom random)
    {
        var contactedOn = pushedOn.AddDays(random.Between(3, 30));
        Row(contactedOn, "已联系");
        if (random.Chance(0.4))
        {
            Row(contactedOn.AddDays(5), "无需求");
            return;
        }

        Row(contactedOn.AddDays(5), "有需求");
        var age = pushedOn.Year - firm.RegisteredOn.Year;
        if (!random.Chance(ChanceOfCredit(firm, age, bank)))
        {
            Row(contactedOn.AddDays(20), "拒绝", reason: age < 3 && random.Chance(0.6) ? "成立时间短" : random.Pick(Reasons));
            return;
        }

        var amount = random.Pick<int>([100, 200, 300, 500, 500, 800, 1000]);
        Row(contactedOn.AddDays(20), "已授信", approved: amount);
        if (!random.Chance(0.6))
        {
            return;
        }

        var drawn = amount * random.Between(4, 10) / 10;
        Row(contactedOn.AddDays(40), "已放款", approved: amount, drawn: drawn);
        if (random.Chance(Math.Clamp(0.08 - (firm.Quality * 0.04), 0.01, 0.25)))
        {
            Row(contactedOn.AddDays(80), "逾期");
        }
        else if (random.Chance(0.3))
        {
            Row(contactedOn.AddDays(110), "已结清");
        }

        void Row(DateOnly on, string state, int? approved = null, int? drawn = null, string reason = "")
        {
            if (on.Year > pushedOn.Year)
            {
                return;
            }

            ListCell Money(int? value) => value is null ? ListCell.Empty : value.Value;
            var rate = drawn is null ? ListCell.Empty : 3.2m + (random.Next(14) * 0.1m);
            var row = list.Row(
                firm.NameOn(on), random.Chance(0.9) ? firm.Code.ToString() : "", bank, pushedOn, on, state, Money(approved), Money(drawn), rate,
                drawn is null ? ListCell.Empty : random.Pick<int>([12, 24, 36]), reason);
            list.IsFirm(row, firm);
        }
    }

    /// <summary>What the banks of the samples look at: technology first, then size, then how long the firm has been there; 乙 asks more for size.</summary>
    private static double ChanceOfCredit(SampleFirm firm, int age, string bank)
    {
        var size = Math.Clamp((firm.CapitalTenThousands - 500) / 1500.0, -0.3, 1) * (bank.EndsWith('甲') ? 0.15 : 0.28);
        var standing = age < 3 ? -0.3 : age < 8 ? 0 : 0.1;
        return Math.Clamp(0.5 + (firm.Quality * 0.2) + size + standing, 0.03, 0.97);
    }
}
