using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Finding;

/// <summary>Finds the one firm somebody means by a name, a code, or both, among all firms held in memory.</summary>
/// <remarks>Many threads may ask while one changes. A change of one firm touches some twenty keys; nothing is built anew.
/// Answers are a function of the firms held and the question; the order in which firms came plays no part.</remarks>
public sealed class FirmFinder : IDisposable
{
    /// <summary>Firms looked for as if they were not there, to measure chance.</summary>
    private const int MostTried = 2_000;

    private readonly ReaderWriterLockSlim gate = new();
    private readonly HeldFirms held;
    private FindChance chance = new();

    /// <param name="expectedFirms">Room is made for as many at once.</param>
    public FirmFinder(int expectedFirms = 0) => held = new HeldFirms(expectedFirms);

    public int Firms => Reading(() => held.Count);

    /// <summary>Names firms are found by, former ones included.</summary>
    public int Names => Reading(() => held.Names);

    /// <summary>Memory of all tables.</summary>
    public long Bytes => Reading(() => held.Bytes);

    /// <summary>True when more than a third of the names kept are no firm's any more: a finder filled anew would be smaller.</summary>
    public bool IsWorn => Reading(() => held.LeftOverNames > 10_000 && held.LeftOverNames > held.Names / 2);

    /// <summary>A finder of these firms. Ids must differ.</summary>
    public static FirmFinder Of(IEnumerable<FindableFirm> firms, int expectedFirms = 0)
    {
        ArgumentNullException.ThrowIfNull(firms);
        var finder = new FirmFinder(expectedFirms);
        var starts = new List<NameStarts.Start>(expectedFirms * 2);
        foreach (var firm in firms)
        {
            finder.held.Add(firm, starts);
        }

        finder.held.FillStarts(starts);
        finder.MeasureChance();
        return finder;
    }

    /// <summary>Adds a firm, or takes what is known of it now.</summary>
    public void Put(FindableFirm firm)
    {
        ArgumentNullException.ThrowIfNull(firm);
        gate.EnterWriteLock();
        try
        {
            held.Remove(firm.Id);
            held.Add(firm, null);
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    /// <summary>Takes a firm away; does nothing when it is not held.</summary>
    public void Remove(FirmId id)
    {
        gate.EnterWriteLock();
        try
        {
            held.Remove(id);
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    /// <summary>Measures how often near names are found by chance among the firms held now. Worth it after many changes.</summary>
    public void MeasureChance()
    {
        var measured = new FindChance();
        var step = Math.Max(1, held.Places / MostTried);
        for (var firm = 0; firm < held.Places; firm += step)
        {
            gate.EnterReadLock();
            try
            {
                Try(firm, measured);
            }
            finally
            {
                gate.ExitReadLock();
            }
        }

        Volatile.Write(ref chance, measured);
    }

    /// <param name="most">Candidates given at most.</param>
    public FirmAnswer Find(FirmQuestion question, int most = 5)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (question.IsEmpty)
        {
            return FirmAnswer.NothingAsked;
        }

        gate.EnterReadLock();
        try
        {
            return new FirmSearch(held, Volatile.Read(ref chance), question, most).Answer();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>The firm of an id, as a candidate that was asked for by nothing else; null when it is not held.</summary>
    public FirmCandidate? Find(FirmId id) => Reading(() => held.FindId(id) is var firm and >= 0
        ? new FirmCandidate(id, held.PrintedNameOf(firm), held.CodeOf(firm), held.RegionOf(firm), 100, "", false, NameNearness.None, RegionNearness.NotStated, CodeNearness.NotStated)
        : null);

    public void Dispose() => gate.Dispose();

    private T Reading<T>(Func<T> read)
    {
        gate.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>Looks for a firm as if it were not there: as printed, with its region hidden, and without its form.</summary>
    private void Try(int firm, FindChance into)
    {
        if (!held.IsHeld(firm) || held.RegionsOf(firm) is not [var region, ..])
        {
            return;
        }

        var whole = SpelledName.Of(held.TextOf(held.NamesOf(firm).First()).ToString());
        var bare = whole.Form.Length > 0 && whole.Folded.EndsWith(whole.Form, StringComparison.Ordinal) ? SpelledName.Of(whole.Folded[..^whole.Form.Length]) : whole;
        foreach (var name in (SpelledName[])[whole, bare])
        {
            foreach (var stated in (RegionCode?[])[region, null])
            {
                var near = NearFirms.Of(held, name, stated, firm);
                into.Tried((stated ?? name.Region) is not null, name.Form.Length > 0, FirmSearch.IsAlone(near) ? near[0] : null);
            }
        }
    }
}
