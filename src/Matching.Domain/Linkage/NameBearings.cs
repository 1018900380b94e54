namespace Matching.Domain.Linkage;

/// <summary>Which coded firms bear or bore a name, and when. A name given up may be taken by another firm.</summary>
internal sealed class NameBearings
{
    /// <summary>Days a list may lag behind a change of name; also the time a name given up stays barred for others.</summary>
    private const int Grace = 366;

    /// <summary>Years after which nobody is believed to still print a name given up.</summary>
    private const int LateYears = 5;

    private readonly Dictionary<string, Dictionary<Anchor, Bearing>> byName = [];

    /// <summary>How well a bearer of a name suits a record.</summary>
    public enum Fit
    {
        OutOfTime,

        /// <summary>Given up before the record, but not long ago: offices go on printing the old name.</summary>
        Late,
        InGrace,
        InTime,
    }

    public readonly record struct Bearer(Anchor Anchor, Fit Fit, bool IsFormer);

    /// <summary>Learns from a row at its firm: the name it prints, where the row is sure of itself, and the former name it states.</summary>
    public void Learn(Anchor anchor, LinkUnit unit, bool isSure, NameKeys names)
    {
        if (isSure && names.KeyOf(unit) is { } name)
        {
            Of(name, anchor).Seen(unit.PublishedOn);
        }

        if (Renaming.Of(unit, names) is { } renaming)
        {
            Of(renaming.From, anchor).Ends(renaming.On);
            if (names.KeyOf(unit) is { } newName)
            {
                Of(newName, anchor).Begins(renaming.On);
            }
        }
    }

    /// <summary>Bearers of a name that no region speaks against.</summary>
    public IReadOnlyList<Bearer> Find(string name, LinkUnit unit)
    {
        if (!byName.TryGetValue(name, out var bearings))
        {
            return [];
        }

        return [.. bearings
            .Where(pair => pair.Key.FitsRegion(unit.Region))
            .Select(pair => new Bearer(pair.Key, pair.Value.FitOf(unit, pair.Key.FoundedOn), pair.Value.IsFormerOn(unit)))];
    }

    /// <summary>All anchors that bear or bore the name.</summary>
    public IEnumerable<Anchor> All(string name) => byName.TryGetValue(name, out var bearings) ? bearings.Keys : [];

    private Bearing Of(string name, Anchor anchor)
    {
        if (!byName.TryGetValue(name, out var bearings))
        {
            byName[name] = bearings = [];
        }

        if (!bearings.TryGetValue(anchor, out var bearing))
        {
            bearings[anchor] = bearing = new Bearing();
        }

        return bearing;
    }

    private sealed class Bearing
    {
        private DateOnly? begun;
        private DateOnly? ended;
        private DateOnly? firstSeen;
        private DateOnly? lastSeen;

        public void Seen(DateOnly day)
        {
            firstSeen = firstSeen < day ? firstSeen : day;
            lastSeen = lastSeen > day ? lastSeen : day;
        }

        /// <summary>A later statement of one change knows no more than an earlier one.</summary>
        public void Ends(DateOnly day) => ended = ended < day ? ended : day;

        public void Begins(DateOnly day) => begun = begun < day ? begun : day;

        public bool IsFormerOn(LinkUnit unit) => Until is { } until && unit.PublishedOn >= until;

        public Fit FitOf(LinkUnit unit, DateOnly? foundedOn)
        {
            var from = From;
            if (unit.PublishedOn < foundedOn || (from is { } start && unit.PublishedOn < start.AddDays(-Grace)))
            {
                return Fit.OutOfTime;
            }

            if (Until is { } end && unit.NameFrom >= end.AddDays(Grace))
            {
                return unit.NameFrom < end.AddYears(LateYears) ? Fit.Late : Fit.OutOfTime;
            }

            return unit.PublishedOn < from || unit.NameFrom >= Until ? Fit.InGrace : Fit.InTime;
        }

        private DateOnly? From => begun is { } day && firstSeen is { } seen && seen < day ? seen : begun;

        /// <summary>A name that coded rows still print long after its end was not given up.</summary>
        private DateOnly? Until => ended is { } day && lastSeen > day.AddDays(Grace) ? null : ended;
    }
}
