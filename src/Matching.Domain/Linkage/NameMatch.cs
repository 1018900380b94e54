namespace Matching.Domain.Linkage;

/// <summary>What the name rungs say about a row without a code: exact name and region, then a former name borne at the time.</summary>
internal abstract record NameMatch
{
    public sealed record Placed(Anchor Anchor, LinkageRule Rule, double Score, IReadOnlyList<LinkageEvidence> Evidence) : NameMatch;

    public sealed record Doubtful(LinkDoubt Doubt, IReadOnlyList<Anchor> Candidates, IReadOnlyList<LinkageEvidence> Evidence) : NameMatch;

    public sealed record Unknown : NameMatch;

    public static NameMatch Of(LinkUnit unit, NameKeys names, NameBearings bearings)
    {
        if (unit.Uscc is not null || unit.OrganizationCode is not null)
        {
            // A code of its own that founded no firm: no name may carry the row to a firm of another code.
            return new Unknown();
        }

        var byName = names.KeyOf(unit) is { } name ? Of(unit, name, isFormer: false, bearings) : new Unknown();
        return byName is Unknown && names.FormerKeyOf(unit) is { } former ? Of(unit, former, isFormer: true, bearings) : byName;
    }

    private static NameMatch Of(LinkUnit unit, string name, bool isFormer, NameBearings bearings)
    {
        var bearers = bearings.Find(name, unit);
        if (bearers.Count == 0)
        {
            return new Unknown();
        }

        var inTime = bearers.Where(bearer => bearer.Fit > NameBearings.Fit.Late).ToList();
        if (inTime.Count == 0 && bearers is [{ Fit: NameBearings.Fit.Late } late] && late.Anchor.SharesRegion(unit.Region))
        {
            // Nobody else ever bore the name, and the region agrees.
            inTime.Add(late);
        }

        // A row that states the former name itself speaks of the past: the bearer may have given the name up long ago.
        var fitting = isFormer ? [.. bearers] : inTime;
        if (fitting.Count == 0)
        {
            return new Doubtful(LinkDoubt.AliasOutOfTime, [.. bearers.Select(bearer => bearer.Anchor)], [new("name", unit.PrintedName, name, "out-of-time")]);
        }

        var best = Narrow(fitting, unit);
        if (best is not { } only)
        {
            return new Doubtful(LinkDoubt.AmbiguousName, [.. fitting.Select(bearer => bearer.Anchor)], [new("name", unit.PrintedName, name, "ambiguous")]);
        }

        var agrees = only.Anchor.SharesRegion(unit.Region);
        var region = new LinkageEvidence("region", unit.Region?.ToString() ?? "", "", agrees ? "same" : "missing");
        return only.IsFormer || isFormer
            ? new Placed(only.Anchor, LinkageRule.DatedAlias, LinkageScores.DatedAlias, [new("name", unit.PrintedName, name, "alias"), region])
            : new Placed(only.Anchor, LinkageRule.NameAndRegion, agrees ? LinkageScores.NameAndRegion : LinkageScores.NameUnique, [new("name", unit.PrintedName, name, "same"), region]);
    }

    /// <summary>The only bearer; else the only one without need of grace; else the only one whose region is known to agree.</summary>
    private static NameBearings.Bearer? Narrow(List<NameBearings.Bearer> bearers, LinkUnit unit)
    {
        if (bearers is [var only])
        {
            return only;
        }

        var timely = bearers.Where(bearer => bearer.Fit == NameBearings.Fit.InTime).ToList();
        if (timely is [var first])
        {
            return first;
        }

        var near = (timely.Count > 0 ? timely : bearers).Where(bearer => bearer.Anchor.SharesRegion(unit.Region)).ToList();
        return near is [var nearest] ? nearest : null;
    }
}
