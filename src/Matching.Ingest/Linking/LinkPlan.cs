using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Storage.Firms;

namespace Matching.Ingest.Linking;

/// <summary>What has to be written so that the stored linkages become what the ladder says. Nothing for what is so already.</summary>
internal sealed class LinkPlan
{
    private readonly HashSet<UnitKey> gone;

    private LinkPlan(LadderResult result, FirmClaims claims, IReadOnlyDictionary<UnitKey, LinkedUnit> units, IEnumerable<UnitKey> gone)
    {
        this.gone = [.. gone];
        Result = result;
        Claims = claims;
        Units = units;
    }

    public LadderResult Result { get; }

    public FirmClaims Claims { get; }

    public IReadOnlyDictionary<UnitKey, LinkedUnit> Units { get; }

    /// <summary>True when the run judged the unit, or saw that its record no longer counts.</summary>
    public bool Touches(UnitKey unit) => Units.ContainsKey(unit) || gone.Contains(unit);

    /// <summary>Number of firms that need a new id.</summary>
    public int NewFirms => Claims.FirmOf.Count(firm => firm is null);

    /// <summary>Linkages that outlived their records.</summary>
    public IReadOnlyList<CurrentLinkage> Leaving { get; private init; } = [];

    /// <summary>Firms that lose their last record to no other firm.</summary>
    public IReadOnlyList<FirmId> Retired { get; private init; } = [];

    public static LinkPlan Of(IReadOnlyCollection<LinkedUnit> units, IReadOnlyDictionary<FirmId, Firm> firms, int mostUnitsPerName)
    {
        // What a person decided is not asked again.
        var open = units.Where(unit => unit.IsInForce && unit.Current?.Rule != LinkageRule.Judged).ToDictionary(unit => unit.Unit.Key);
        var result = LinkageLadder.Run([.. open.Values.Select(unit => unit.Unit)], mostUnitsPerName);
        var leaving = units.Where(unit => !unit.IsInForce && unit.Current is not null).ToList();
        var earlier = Earlier(open.Values, leaving);
        var codes = firms.Values.Where(firm => firm.Uscc is not null)
            .Select(firm => (firm.Id, Known: Uscc.TryParse(firm.Uscc, out var code), Code: code))
            .Where(firm => firm.Known)
            .ToDictionary(firm => new FirmId(firm.Id), firm => firm.Code);
        var claims = FirmClaims.Settle(result.Groups, earlier, codes);

        var kept = claims.FirmOf.OfType<FirmId>()
            .Concat(claims.Merged.Keys)
            .Concat(units.Where(unit => unit.IsInForce && unit.Current?.Rule == LinkageRule.Judged).Select(unit => unit.Current!.FirmId))
            .ToHashSet();
        return new LinkPlan(result, claims, open, units.Where(unit => !open.ContainsKey(unit.Unit.Key)).Select(unit => unit.Unit.Key))
        {
            Leaving = leaving.ConvertAll(unit => unit.Current!),
            Retired = [.. leaving.Select(unit => unit.Current!.FirmId).Distinct().Where(firm => !kept.Contains(firm)).Order()],
        };
    }

    /// <summary>Firm of each unit until now; a record that replaces another, or comes back for it, inherits that one's.</summary>
    private static Dictionary<UnitKey, FirmId> Earlier(IReadOnlyCollection<LinkedUnit> open, List<LinkedUnit> leaving)
    {
        var earlier = open.Where(unit => unit.Current is not null).ToDictionary(unit => unit.Unit.Key, unit => unit.Current!.FirmId);
        var keys = leaving.Select(unit => unit.KeyHash).ToHashSet();
        var heirs = open.Where(unit => unit.Current is null && keys.Contains(unit.KeyHash)).ToLookup(unit => unit.KeyHash);
        foreach (var gone in leaving.OrderBy(unit => unit.Unit.Key))
        {
            var heir = heirs[gone.KeyHash]
                .OrderByDescending(unit => unit.Unit.Uscc is { } code && code == gone.Unit.Uscc)
                .ThenByDescending(unit => unit.Unit.FoldedName == gone.Unit.FoldedName)
                .ThenByDescending(unit => unit.Unit.Key.Position == gone.Unit.Key.Position)
                .ThenBy(unit => unit.Unit.Key)
                .FirstOrDefault();
            if (heir is not null)
            {
                earlier.TryAdd(heir.Unit.Key, gone.Current!.FirmId);
            }
        }

        return earlier;
    }

    /// <summary>Pieces to write in one transaction each: first, together, the groups that take firms from each other, then the others.</summary>
    public IEnumerable<IReadOnlyList<int>> Pieces(int unitsPerPiece)
    {
        var piece = new List<int>(Claims.Contested.Order());
        var size = 0;
        for (var place = 0; place < Result.Groups.Count; place++)
        {
            if (Claims.Contested.Contains(place))
            {
                continue;
            }

            piece.Add(place);
            size += Result.Groups[place].Members.Count;
            if (size >= unitsPerPiece)
            {
                yield return piece;
                (piece, size) = ([], 0);
            }
        }

        if (piece.Count > 0)
        {
            yield return piece;
        }
    }

    /// <summary>Decisions of a group that are not stored yet, with the linkage each of them ends.</summary>
    public IEnumerable<(LinkDecision Decision, CurrentLinkage? Ends)> Changes(int place, FirmId firm)
    {
        foreach (var decision in Result.Groups[place].Members)
        {
            var current = Units[decision.Unit.Key].Current;

            // The score too: it falls when the name an earlier link agreed with turns out to be a former one, whichever list came first.
            if (current is null || current.FirmId != firm || current.Rule != decision.Rule || current.Band != decision.Band || current.Score != decision.Score)
            {
                yield return (decision, current);
            }
        }
    }
}
