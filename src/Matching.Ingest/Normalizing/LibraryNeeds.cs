using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Shape;

namespace Matching.Ingest.Normalizing;

/// <summary>Columns a list of a library must have, and what tells it from other lists.</summary>
/// <param name="NeededAny">One set of these must be there in full.</param>
/// <param name="Needed">The same in Chinese, for messages.</param>
/// <param name="Telling">Columns that hardly any other list has.</param>
/// <param name="Usual">Columns it usually has.</param>
/// <param name="TitleWords">Words in title, file or sheet name.</param>
public sealed record LibraryNeeds(
    ListColumn[][] NeededAny, string Needed, ListColumn[] Telling, ListColumn[] Usual, string[] TitleWords)
{
    private static readonly Dictionary<Library, LibraryNeeds> All = new()
    {
        [Library.Awards] = new(
            [[ListColumn.Units], [ListColumn.MixedUnits], [ListColumn.PersonUnit], [ListColumn.PersonUnitThen]],
            "完成单位（或获奖单位），以及项目名称或奖种",
            [ListColumn.PersonUnit, ListColumn.PersonUnitThen, ListColumn.MixedUnits, ListColumn.Nominator],
            [ListColumn.Title, ListColumn.Grade, ListColumn.Kind, ListColumn.Units, ListColumn.Level],
            ["科学技术奖", "进步奖", "发明奖", "自然科学奖", "奖励", "获奖", "授奖", "科技奖"]),
        [Library.TechSmes] = new(
            [[ListColumn.FirmName], [ListColumn.Uscc]],
            "企业名称或统一社会信用代码，最好有入库登记编号",
            [ListColumn.SmeNumber, ListColumn.SmeState],
            [ListColumn.FirmName, ListColumn.Region],
            ["科技型中小企业", "科小"]),
        [Library.HighTechFirms] = new(
            [[ListColumn.FirmName], [ListColumn.Uscc]],
            "企业名称或统一社会信用代码，最好有证书编号",
            [ListColumn.CertificateNumber, ListColumn.Change],
            [ListColumn.FirmName, ListColumn.Field, ListColumn.Region],
            ["高新技术企业", "高企"]),
        [Library.Projects] = new(
            [[ListColumn.LeadUnit, ListColumn.Title], [ListColumn.LeadUnit, ListColumn.Number]],
            "项目名称（或立项编号）和承担单位",
            [ListColumn.LeadUnit, ListColumn.Period, ListColumn.ApplicationNumber, ListColumn.CooperatingUnit],
            [ListColumn.Title, ListColumn.Number, ListColumn.Money, ListColumn.Kind, ListColumn.Office],
            ["科技计划", "立项", "重点研发", "项目清单", "拟立项", "重大专项", "揭榜挂帅"]),
        [Library.Ventures] = new(
            [[ListColumn.FirmName, ListColumn.Fund], [ListColumn.FirmName, ListColumn.Round], [ListColumn.FirmName, ListColumn.InvestAmount],
                [ListColumn.FirmName, ListColumn.InvestDate]],
            "被投企业名称，以及子基金名称、融资轮次、投资金额或投资时间之一",
            [ListColumn.Fund, ListColumn.FundUscc, ListColumn.Round, ListColumn.InvestAmount, ListColumn.InvestDate, ListColumn.Investor],
            [ListColumn.FirmName, ListColumn.InvestState, ListColumn.ExitDate],
            ["子基金", "创投", "被投", "投资企业"]),
        [Library.Registry] = new(
            [[ListColumn.FirmName]],
            "企业名称，最好有统一社会信用代码、成立日期、注册资本",
            [ListColumn.BusinessScope, ListColumn.Capital, ListColumn.RegisteredOn],
            [ListColumn.FirmName, ListColumn.Uscc, ListColumn.Address],
            ["企业登记", "登记基础", "工商登记", "市场主体"]),
        [Library.Renames] = new(
            [[ListColumn.FormerName, ListColumn.NewName]],
            "变更前名称和变更后名称",
            [ListColumn.FormerName, ListColumn.NewName],
            [ListColumn.EventDate],
            ["更名", "名称变更"]),
        [Library.Outcomes] = new(
            [[ListColumn.FirmName, ListColumn.OutcomeKind], [ListColumn.Uscc, ListColumn.OutcomeKind]],
            "企业名称或统一社会信用代码，以及反馈结果",
            [ListColumn.OutcomeKind, ListColumn.Bank],
            [ListColumn.FirmName, ListColumn.OutcomeAmount, ListColumn.EventDate],
            ["反馈", "对接情况"]),
    };

    public static LibraryNeeds Of(Library library) => All[library];

    public bool HasNeeded(IReadOnlyList<ColumnMapping> columns) =>
        NeededAny.Any(set => set.All(needed => columns.Any(mapping => mapping.Column == needed)));
}
