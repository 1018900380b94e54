using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Domain.Linkage.Near;
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

    /// <summary>Records of the units the run judged, or saw gone.</summary>
    public IReadOnlyCollection<long> Records => [.. Units.Keys.Concat(gone).Select(unit => unit.RecordId).Distinct()];

    /// <summary>Number of firms that need a new id.</summary>
    public int NewFirms => Claims.FirmOf.Count(firm => firm is null);

    /// <summary>Linkages that outlived their records.</summary>
    public IReadOnlyList<CurrentLinkage> Leaving { get; private init; } = [];

    /// <summary>Firms that lose their last record to no other firm.</summary>
    public IReadOnlyList<FirmId> Retired { get; private init; } = [];

    /// <summary>Units whose firm is claimed by more than one group: it is being split.</summary>
    public IReadOnlyList<LinkedUnit> Parting { get; private init; } = [];

    /// <summary>What the sure rungs make of the units in force, with the judgements of persons and then near names laid over it.</summary>
    /// <param name="near">Lays near names over what is settled, minding what persons ruled out.</param>
    public static LadderResult Ladder(
        IReadOnlyCollection<LinkedUnit> units, IReadOnlyCollection<StandingJudgement> judgements, int mostUnitsPerName, Func<LadderResult, KeptApart, LadderResult> near)
    {
        var open = units.Where(unit => unit.IsInForce).ToList();
        var constraints = LinkConstraints.Of(judgements, open.Select(unit => new MarkedUnit(unit.Unit.Key, unit.KeyHash, unit.Unit.FoldedName)));
        var settled = JudgedGroups.Apply(LinkageLadder.Run(open.ConvertAll(unit => unit.Unit), mostUnitsPerName), constraints);
        return WrongMerges.Ask(near(settled, KeptApart.Of(constraints, settled)), constraints);
    }

    /// <param name="homes">Firms that units belonged to before those were merged into the firm they are in now; where they part again, each goes home.</param>
    public static LinkPlan Of(
        IReadOnlyCollection<LinkedUnit> units, IReadOnlyDictionary<FirmId, Firm> firms, LadderResult result, IReadOnlyDictionary<UnitKey, FirmId> homes)
    {
        var open = units.Where(unit => unit.IsInForce).ToDictionary(unit => unit.Unit.Key);
        var leaving = units.Where(unit => !unit.IsInForce && unit.Current is not null).ToList();
        var earlier = Earlier(units);
        foreach (var (unit, home) in homes)
        {
            earlier[unit] = home;
        }

        var codes = firms.Values.Where(firm => firm.Uscc is not null)
            .Select(firm => (firm.Id, Known: Uscc.TryParse(firm.Uscc, out var code), Code: code))
            .Where(firm => firm.Known)
            .ToDictionary(firm => new FirmId(firm.Id), firm => firm.Code);
        var claims = FirmClaims.Settle(result.Groups, earlier, codes);
        var kept = claims.FirmOf.OfType<FirmId>().Concat(claims.Merged.Keys).ToHashSet();
        return new LinkPlan(result, claims, open, units.Where(unit => !unit.IsInForce).Select(unit => unit.Unit.Key))
        {
            Leaving = leaving.ConvertAll(unit => unit.Current!),
            Retired = [.. leaving.Select(unit => unit.Current!.FirmId).Distinct().Where(firm => !kept.Contains(firm)).Order()],
            Parting = PartingOf(result, open),
        };
    }

    private static List<LinkedUnit> PartingOf(LadderResult result, Dictionary<UnitKey, LinkedUnit> open)
    {
        var first = new Dictionary<FirmId, int>();
        var parting = new HashSet<FirmId>();
        for (var place = 0; place < result.Groups.Count; place++)
        {
            foreach (var member in result.Groups[place].Members)
            {
                if (open[member.Unit.Key].Current is { } current && !first.TryAdd(current.FirmId, place) && first[current.FirmId] != place)
                {
                    parting.Add(current.FirmId);
                }
            }
        }

        return parting.Count == 0 ? [] : [.. open.Values.Where(unit => unit.Current is { } current && parting.Contains(current.FirmId))];
    }

    /// <summary>Firm of each unit in force until now; a record that replaces another, or comes back for it, inherits that one's.</summary>
    public static Dictionary<UnitKey, FirmId> Earlier(IReadOnlyCollection<LinkedUnit> units)
    {
        var earlier = units.Where(unit => unit is { IsInForce: true, Current: not null }).ToDictionary(unit => unit.Unit.Key, unit => unit.Current!.FirmId);
        foreach (var (heir, gone) in RecordHeirs.Of(units))
        {
            earlier.TryAdd(heir.Unit.Key, gone.Current!.FirmId);
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
            // Beliefs in near names shift a little with every row there is; the one a link was made with stands.
            if (current is null || current.FirmId != firm || current.Rule != decision.Rule || current.Band != decision.Band
                || (current.Score != decision.Score && !NearRungs.Made(decision.Rule)))
            {
                yield return (decision, current);
            }
        }
    }
}
