using Matching.Api.Features.Firms;
using Matching.Domain.Firms;
using Matching.Domain.Pools;

namespace Matching.Api.Features.Pools;

/// <summary>Adds firms to a draft: all that a rule finds now, or those named one by one.</summary>
public sealed class EditDraft(PoolSteps steps, PoolRule rule, PickFirms pick, MemberStandings standings)
{
    public async Task<PoolStepResult> AddByRuleAsync(PoolSteps.Request request, FirmSearchQuery query, CancellationToken cancellationToken)
    {
        var found = await rule.FindAsync(query, PoolVersion.MostMembers, cancellationToken);
        if (found is null)
        {
            var total = (await rule.PreviewAsync(query, 1, cancellationToken)).Total;
            return new PoolStepResult.TooManyMembers(total, PoolVersion.MostMembers);
        }

        return await steps.AddAsync(request, await MembersAsync(found, PoolReason.ByRule, query.ToQueryString(), "", cancellationToken), cancellationToken);
    }

    /// <returns>The step and the lines nothing was found for; those do not hold the others back.</returns>
    public async Task<(PoolStepResult Result, IReadOnlyList<PickFirms.Unfound> Unfound)> AddByHandAsync(
        PoolSteps.Request request, string lines, string note, CancellationToken cancellationToken)
    {
        var picked = await pick.HandleAsync(lines, cancellationToken);
        var members = await MembersAsync(picked.Found, PoolReason.HandPicked, "", note, cancellationToken);
        return (await steps.AddAsync(request, members, cancellationToken), picked.Unfound);
    }

    private async Task<List<PoolMember>> MembersAsync(
        IReadOnlyList<FirmId> firms, PoolReason reason, string ruleText, string note, CancellationToken cancellationToken)
    {
        var standing = await standings.ReadAsync(firms, cancellationToken);
        return [.. firms.Where(standing.ContainsKey).Select(firm => new PoolMember(standing[firm], reason, ruleText, note))];
    }
}
