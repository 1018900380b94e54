namespace Matching.Domain.Firms;

/// <summary>A name as one row prints it, with the former name the row states.</summary>
/// <param name="FoldedName">Equal for spellings of one name.</param>
/// <param name="IsRegistered">True for a row of the source that is trusted most with names, by the table of survivorship the register.</param>
/// <param name="RenamedOn">Last day the former name can have been borne; used only when a former name is stated.</param>
public sealed record NameSighting(
    string PrintedName,
    string FoldedName,
    DateOnly PublishedOn,
    bool IsRegistered,
    string? FormerName = null,
    string? FoldedFormerName = null,
    DateOnly? RenamedOn = null,
    FactSource? Source = null);

/// <summary>Folds what rows print into the names a firm bears and bore.</summary>
/// <remarks>The current name is the registered one, else the newest, else the most frequent; a name that a row says was given up
/// is current only if rows still print it a year later.</remarks>
public static class NameHistory
{
    private const int GraceDays = 366;

    /// <summary>The names, the current one first, then newest first. Empty when there are no sightings.</summary>
    public static IReadOnlyList<FirmNameEntry> Of(IReadOnlyCollection<NameSighting> sightings)
    {
        ArgumentNullException.ThrowIfNull(sightings);
        var names = new Dictionary<string, Name>();
        foreach (var sighting in sightings)
        {
            At(names, sighting.FoldedName).See(sighting);
            if (sighting.FoldedFormerName is { } former && former != sighting.FoldedName)
            {
                var day = sighting.RenamedOn ?? sighting.PublishedOn;
                At(names, former).End(sighting.FormerName ?? former, day, sighting.Source);
                At(names, sighting.FoldedName).Begin(day);
            }
        }

        var ordered = names.Values
            .OrderBy(name => name.IsGivenUp)
            .ThenByDescending(name => name.Registered)
            .ThenByDescending(name => name.LastSeen)
            .ThenByDescending(name => name.Count)
            .ThenBy(name => name.Spelling, StringComparer.Ordinal);
        return [.. ordered.Select((name, place) => name.Entry(isCurrent: place == 0))];
    }

    private static Name At(Dictionary<string, Name> names, string folded) =>
        names.TryGetValue(folded, out var name) ? name : names[folded] = new Name();

    private sealed class Name
    {
        private readonly SortedDictionary<string, (DateOnly Registered, int Count, DateOnly Newest)> spellings = new(StringComparer.Ordinal);
        private DateOnly? from;
        private DateOnly? until;
        private FactSource? source;
        private DateOnly sourceDay;

        /// <summary>Day of the newest register row that prints it; default when none does.</summary>
        public DateOnly Registered { get; private set; }

        public DateOnly LastSeen { get; private set; }

        public int Count { get; private set; }

        public bool IsGivenUp => until is { } day && LastSeen <= day.AddDays(GraceDays);

        /// <summary>As registered, else as most rows print it.</summary>
        public string Spelling => spellings
            .OrderByDescending(pair => pair.Value.Registered)
            .ThenByDescending(pair => pair.Value.Count)
            .ThenByDescending(pair => pair.Value.Newest)
            .First().Key;

        public void See(NameSighting sighting)
        {
            Count++;
            var (registered, count, newest) = spellings.GetValueOrDefault(sighting.PrintedName);
            registered = sighting.IsRegistered ? Later(registered, sighting.PublishedOn) : registered;
            spellings[sighting.PrintedName] = (registered, count + 1, Later(newest, sighting.PublishedOn));
            LastSeen = Later(LastSeen, sighting.PublishedOn);
            if (sighting.IsRegistered)
            {
                Registered = Later(Registered, sighting.PublishedOn);
            }

            Know(sighting.Source, sighting.PublishedOn);
        }

        public void End(string spelling, DateOnly day, FactSource? stated)
        {
            spellings.TryAdd(spelling, default);
            until = until < day ? until : day;
            Know(stated, day);
        }

        public void Begin(DateOnly day) => from = from < day ? from : day;

        public FirmNameEntry Entry(bool isCurrent) =>
            new(Spelling, from, isCurrent || !IsGivenUp ? null : until, isCurrent, source);

        private void Know(FactSource? stated, DateOnly day)
        {
            if (stated is not null && (source is null || (day, stated.RecordId).CompareTo((sourceDay, source.RecordId)) > 0))
            {
                (source, sourceDay) = (stated, day);
            }
        }

        private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;
    }
}
