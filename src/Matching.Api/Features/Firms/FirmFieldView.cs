using System.Globalization;
using Matching.Api.Features.SignIn;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Firms.Fields;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Storage.Profiles;

namespace Matching.Api.Features.Firms;

/// <summary>One field of a firm: the value shown, the cell it comes from, and what other rows say.</summary>
/// <param name="Rule">In words: which source goes first.</param>
public sealed record FirmFieldView(FirmField Field, string Rule, FirmFieldValue? Chosen, IReadOnlyList<FirmFieldValue> AlsoSeen)
{
    /// <summary>Other values shown; a firm in hundreds of lists may have many spellings.</summary>
    private const int MostOthers = 20;

    public string Name => Field switch
    {
        FirmField.Name => "企业名称",
        FirmField.Uscc => "统一社会信用代码",
        FirmField.RegisteredOn => "成立日期",
        FirmField.Capital => "注册资本",
        FirmField.BusinessScope => "经营范围",
        FirmField.Region => "地区",
        FirmField.TechnologyField => "技术领域",
        _ => Field.ToString(),
    };

    /// <summary>Fields with a value; of rows the user may not see neither place nor value is told.</summary>
    internal static async Task<IReadOnlyList<FirmFieldView>> OfAsync(
        SourcedProfile sourced, CurrentUser user, LocateCells cells, CancellationToken cancellationToken)
    {
        var seen = sourced.Fields.Where(choice => choice.Chosen is not null || choice.AlsoSeen.Count > 0)
            .Select(choice => choice with
            {
                Chosen = choice.Chosen is { Fact: { } fact } chosen && !CanSee(user, fact) ? chosen with { Fact = null } : choice.Chosen,
                AlsoSeen = [.. choice.AlsoSeen.Where(value => value.Fact is null || CanSee(user, value.Fact)).Take(MostOthers)],
            })
            .ToList();
        var wanted = seen
            .SelectMany(choice => choice.AlsoSeen.Prepend(choice.Chosen).Select(value => (choice.Field, value?.Fact)))
            .Where(one => one.Fact is not null)
            .Select(one => (one.Field, one.Fact!))
            .ToList();
        var places = await cells.HandleAsync(wanted, cancellationToken);
        return
        [
            .. seen.Select(choice => new FirmFieldView(
                choice.Field,
                RuleText(choice.Rule),
                choice.Chosen is null ? null : Value(choice.Field, choice.Chosen),
                [.. choice.AlsoSeen.Select(value => Value(choice.Field, value))])),
        ];

        FirmFieldValue Value(FirmField field, FieldValue value) => new(
            Shown(field, value.Text),
            value.Rows,
            value.Fact is null ? null : places[(field, value.Fact.Id)],
            value.Fact);
    }

    private static bool CanSee(CurrentUser user, FirmFact fact) => FirmAccess.CanSee(user, fact.Library, fact.Title);

    private static string RuleText(SurvivorshipRule rule) =>
        string.Join("、", rule.Sources.Select(source => source.Info().ShortName).Concat(rule.TakesOthers ? ["其他"] : []))
        + (rule.Sources.Count + (rule.TakesOthers ? 1 : 0) > 1 ? "依次优先" : "为准")
        + (rule.Then == SurvivorshipOrder.Most ? "，同级取多数" : "，同级取最新公布");

    private static string Shown(FirmField field, string text) => field switch
    {
        FirmField.Capital => Features.Shared.Shown.Wan(decimal.Parse(text, CultureInfo.InvariantCulture)),
        FirmField.Region => RegionTable.FullNameOf(new RegionCode(int.Parse(text, CultureInfo.InvariantCulture))) ?? text,
        FirmField.TechnologyField => TechnologyFields.ChineseName(Enum.Parse<TechnologyField>(text)),
        _ => text,
    };
}

/// <param name="Rows">Rows that say so; 0 when the value is concluded, as a region from the office that issued the code.</param>
/// <param name="Place">E.g. <c>Sheet1!F218</c>; null when no row the user may see says so.</param>
public sealed record FirmFieldValue(string Text, int Rows, string? Place, FirmFact? Fact);
