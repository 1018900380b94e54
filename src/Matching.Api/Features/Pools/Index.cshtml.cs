using Matching.Api.Features.SignIn;
using Matching.Domain.Pools;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Pools;

public sealed class IndexModel(ListPools list) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public PoolState? State { get; set; }

    /// <summary>A search to be added to a draft that is chosen here.</summary>
    [BindProperty(SupportsGet = true)]
    public string Rule { get; set; } = "";

    public IReadOnlyList<ListPools.Item> Pools { get; private set; } = [];

    public bool CanEdit { get; private set; }

    public IReadOnlyList<(string Text, PoolState? Value)> States { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        CanEdit = PoolAccess.CanEdit(user);
        Rule = CanEdit && PoolRule.TryRead(Rule, out var rule, out _) ? rule.ToQueryString() : "";
        States =
        [
            ("全部", null),
            .. Enum.GetValues<PoolState>().Where(state => PoolAccess.CanSee(user, state)).Select(state => (PoolText.Of(state), (PoolState?)state)),
        ];
        Pools = await list.HandleAsync(user, State, cancellationToken);
    }

    public string AddressOf(PoolState? state) => "/pools" + QueryString.Create(
    [
        .. state is { } value ? [new("state", value.ToString())] : Array.Empty<KeyValuePair<string, string?>>(),
        .. Rule.Length > 0 ? [new("rule", Rule)] : Array.Empty<KeyValuePair<string, string?>>(),
    ]);

    public string AddressOf(ListPools.Item pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return FormattableString.Invariant($"/pools/{pool.Id}")
            + (Rule.Length > 0 && pool.Latest.State == PoolState.Draft ? QueryString.Create("rule", Rule).ToString() : "");
    }
}
