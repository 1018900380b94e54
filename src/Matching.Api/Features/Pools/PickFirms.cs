using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Text;
using Matching.Search;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Pools;

/// <summary>Finds firms from pasted lines: a credit code, a firm number (F0000001) or a full name each.</summary>
public sealed class PickFirms(MatchingDbContext db, IFirmIndex index)
{
    public const int MostLines = 1000;

    /// <param name="Text">What is wrong and what to do.</param>
    public sealed record Unfound(string Line, string Text);

    public sealed record Response(IReadOnlyList<FirmId> Found, IReadOnlyList<Unfound> Unfound);

    public async Task<Response> HandleAsync(string lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var found = new List<FirmId>();
        var unfound = new List<Unfound>();
        var asked = lines.Split(['\n', '\r', '\t', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var line in asked.Distinct(StringComparer.Ordinal).Take(MostLines))
        {
            var (id, problem) = await FindAsync(line, cancellationToken);
            if (id is { } firm)
            {
                found.Add(firm);
            }
            else
            {
                unfound.Add(new Unfound(line, problem));
            }
        }

        if (asked.Length > MostLines)
        {
            unfound.Add(new Unfound("…", $"一次最多 {MostLines} 行，其余没有处理。请分几次粘贴，或用条件添加。"));
        }

        return new Response(found, unfound);
    }

    private async Task<(FirmId? Id, string Problem)> FindAsync(string line, CancellationToken cancellationToken)
    {
        if (Uscc.TryParse(line, out var code))
        {
            var text = code.ToString();
            var byCode = await db.Firms.AsNoTracking()
                .Where(firm => firm.Uscc == text && firm.MergedInto == null)
                .Select(firm => (long?)firm.Id)
                .FirstOrDefaultAsync(cancellationToken);
            return byCode is { } id ? (new FirmId(id), "") : (null, "库中没有这个信用代码。");
        }

        if (line[0] is 'F' or 'f' && FirmId.TryParse(line, out var number))
        {
            return await db.Firms.AnyAsync(firm => firm.Id == number.Value, cancellationToken)
                ? (number, "")
                : (null, "库中没有这个编号。");
        }

        return await FindByNameAsync(line, cancellationToken);
    }

    private async Task<(FirmId? Id, string Problem)> FindByNameAsync(string line, CancellationToken cancellationToken)
    {
        if (line.Length > 64)
        {
            return (null, "太长，不像企业名称。每行写一个名称或信用代码。");
        }

        var answer = await index.SearchAsync(new FirmQuery { Text = line, Take = 50 }, cancellationToken);
        var wanted = TextFold.ForSearch(line);
        var same = answer.Hits.Select(hit => hit.Document)
            .Where(document => document.FormerNames.Prepend(document.Name).Any(name => TextFold.ForSearch(name) == wanted))
            .ToList();
        return (same.Count, answer.Total) switch
        {
            (1, _) => (same[0].Id, ""),
            ( > 1, _) => (null, $"有 {same.Count} 家企业用过这个名称，请改用信用代码。"),
            (0, 0) => (null, "没有找到，请核对名称或改用信用代码。"),
            _ => (null, $"没有同名企业，有 {answer.Total} 家名称相近。请用全称或信用代码。"),
        };
    }
}
