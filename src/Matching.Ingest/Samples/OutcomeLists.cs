namespace Matching.Ingest.Samples;

/// <summary>推送反馈: what two banks report about firms pushed to them. Better firms get, draw and repay more often.</summary>
internal static class OutcomeLists
{
    private static readonly string[] Reasons = ["现金流不足", "抵押物不足", "行业限制", "征信异常", "成立时间短"];

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
            if (firm.RegisteredOn.Year >= year || !random.Chance(firm.Likely(0.06)))
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
        if (random.Chance(0.55))
        {
            Row(contactedOn.AddDays(5), "无需求");
            return;
        }

        Row(contactedOn.AddDays(5), "有需求");
        if (!random.Chance(Math.Clamp(0.5 + (firm.Quality * 0.2), 0.05, 0.95)))
        {
            Row(contactedOn.AddDays(20), "拒绝", reason: random.Pick(Reasons));
            return;
        }

        var amount = random.Pick<int>([100, 200, 300, 500, 500, 800, 1000]);
        Row(contactedOn.AddDays(20), "已授信", approved: amount);
        if (!random.Chance(0.6))
        {
            return;
        }

        Row(contactedOn.AddDays(40), "已放款", approved: amount, drawn: amount * random.Between(4, 10) / 10);
        if (random.Chance(Math.Clamp(0.06 - (firm.Quality * 0.03), 0.01, 0.2)))
        {
            Row(contactedOn.AddDays(80), "逾期");
        }

        void Row(DateOnly on, string state, int? approved = null, int? drawn = null, string reason = "")
        {
            ListCell Money(int? value) => value is null ? ListCell.Empty : value.Value;
            var rate = drawn is null ? ListCell.Empty : 3.2m + (random.Next(14) * 0.1m);
            var row = list.Row(
                firm.NameOn(on), random.Chance(0.9) ? firm.Code.ToString() : "", bank, pushedOn, on, state, Money(approved), Money(drawn), rate,
                drawn is null ? ListCell.Empty : random.Pick<int>([12, 24, 36]), reason);
            list.IsFirm(row, firm);
        }
    }
}
