using System.Runtime.InteropServices;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Finding;

/// <summary>The firms a finder holds, packed: about 300 bytes a firm with every key it is found by.</summary>
internal sealed class HeldFirms
{
    private const int MostKeys = 64;
    private const int ShortestForOneCharacter = 5;
    private const int None = -1;

    private readonly List<FirmRow> firms;
    private readonly List<NameRow> names;
    private readonly Dictionary<int, int[]> moreRegions = [];
    private readonly Stack<int> freeFirms = [];
    private readonly NameTexts texts = new();
    private readonly KeySlots keys;

    /// <summary>Of ids and codes; apart, because what stands there are places of firms.</summary>
    private readonly KeySlots firmKeys;
    private readonly NameStarts starts;

    public HeldFirms(int expectedFirms)
    {
        firms = new(expectedFirms);
        names = new(expectedFirms + (expectedFirms / 8));
        keys = new KeySlots(expectedFirms * 20L);
        firmKeys = new KeySlots(expectedFirms * 3L);
        starts = new NameStarts(start => TextOf(start.Entry)[start.From..]);
    }

    public int Count => firms.Count - freeFirms.Count;

    public int Names { get; private set; }

    /// <summary>Names that are no longer borne by a firm held; their characters stay until the finder is filled again.</summary>
    public int LeftOverNames => names.Count - Names;

    /// <summary>Places of firms, those that are free included.</summary>
    public int Places => firms.Count;

    public long Bytes =>
        texts.Bytes + keys.Bytes + firmKeys.Bytes + starts.Bytes + ((long)firms.Capacity * Marshal.SizeOf<FirmRow>()) + ((long)names.Capacity * Marshal.SizeOf<NameRow>());

    public FirmId IdOf(int firm) => new(firms[firm].Id);

    public bool IsHeld(int firm) => firms[firm].Id != 0;

    public string PrintedNameOf(int firm) => texts.Read(firms[firm].PrintedAt, firms[firm].PrintedLength).ToString();

    public Uscc? CodeOf(int firm) => Uscc.TryParse(CodeNumber.Unpack(firms[firm].Code), out var code) ? code : null;

    public RegionCode? RegionOf(int firm) => firms[firm].Region == 0 ? null : new RegionCode(firms[firm].Region);

    public RegionCode[] RegionsOf(int firm) =>
        moreRegions.TryGetValue(firm, out var all) ? [.. all.Select(one => new RegionCode(one))] : RegionOf(firm) is { } only ? [only] : [];

    public int FirmOf(int name) => names[name].Firm;

    public bool IsFormer(int name) => names[name].IsFormer;

    public ReadOnlySpan<char> TextOf(int name) => texts.Read(names[name].At, names[name].Length);

    /// <summary>Names of a firm, the one in use first.</summary>
    public IEnumerable<int> NamesOf(int firm)
    {
        for (var name = firms[firm].FirstName; name != None; name = names[name].Next)
        {
            yield return name;
        }
    }

    public int FindId(FirmId id)
    {
        Span<int> places = stackalloc int[KeySlots.MostPerKey];
        foreach (var place in places[..firmKeys.Find(KeyOf(id), places)])
        {
            if (firms[place].Id == id.Value)
            {
                return place;
            }
        }

        return None;
    }

    public int FindCode(Uscc code)
    {
        var packed = CodeNumber.Pack(code.ToString());
        Span<int> places = stackalloc int[KeySlots.MostPerKey];
        foreach (var place in places[..firmKeys.Find(NameHash.Of('U', code.ToString()), places)])
        {
            if (firms[place].Code == packed)
            {
                return place;
            }
        }

        return None;
    }

    /// <returns>The only firm whose credit code holds the organisation code; −1 when there is none, or several.</returns>
    public int FindOrganization(OrganizationCode code)
    {
        var found = None;
        Span<int> places = stackalloc int[KeySlots.MostPerKey];
        foreach (var place in places[..firmKeys.Find(NameHash.Of('G', code.ToString()), places)])
        {
            if (IsHeld(place) && CodeOf(place)?.OrganizationCode == code)
            {
                found = found == None || found == place ? place : int.MaxValue;
            }
        }

        return found == int.MaxValue ? None : found;
    }

    public int FindKey(ulong key, Span<int> into) => keys.Find(key, into);

    public int FindStart(ReadOnlySpan<char> text, Span<int> into) => starts.Find(text, into);

    /// <param name="whenFilling">Starts of names are gathered there and put in order at the end; null puts each in its place.</param>
    public void Add(FindableFirm firm, List<NameStarts.Start>? whenFilling)
    {
        var place = freeFirms.TryPop(out var free) ? free : firms.Count;
        var folded = Cut(FirmName.Fold(firm.Name));
        var printed = Cut(firm.Name);
        var row = new FirmRow
        {
            Id = firm.Id.Value,
            Code = firm.Uscc is { } code ? CodeNumber.Pack(code.ToString()) : 0,
            Region = firm.Regions.Count > 0 ? firm.Regions[0].Value : 0,
            FirstName = None,
            PrintedLength = (byte)printed.Length,
        };
        if (place == firms.Count)
        {
            firms.Add(row);
        }

        CollectionsMarshal.AsSpan(firms)[place] = row;
        if (firm.Regions.Count > 1)
        {
            moreRegions[place] = [.. firm.Regions.Select(region => region.Value)];
        }

        firmKeys.Add(KeyOf(firm.Id), place);
        if (firm.Uscc is { } own)
        {
            firmKeys.Add(NameHash.Of('U', own.ToString()), place);
            if (own.OrganizationCode is { } organization)
            {
                firmKeys.Add(NameHash.Of('G', organization.ToString()), place);
            }
        }

        // Put in front one by one, so the name in use comes last to stand first.
        foreach (var former in firm.FormerNames.Select(Cut).Where(name => name.Length > 0 && name != folded).Distinct())
        {
            AddName(place, former, isFormer: true, whenFilling);
        }

        foreach (var other in firm.OtherNames.Select(Cut).Where(name => name.Length > 0 && name != folded).Distinct())
        {
            AddName(place, other, isFormer: false, whenFilling);
        }

        if (folded.Length > 0)
        {
            AddName(place, folded, isFormer: false, whenFilling);
        }

        var first = firms[place].FirstName;
        CollectionsMarshal.AsSpan(firms)[place].PrintedAt = printed == folded && first != None ? names[first].At : texts.Add(printed);
    }

    public void FillStarts(List<NameStarts.Start> gathered) => starts.Fill(gathered);

    public bool Remove(FirmId id)
    {
        var place = FindId(id);
        if (place == None)
        {
            return false;
        }

        foreach (var name in NamesOf(place).ToList())
        {
            ForEachKey(SpelledName.Of(TextOf(name).ToString()), name, isAdding: false, null);
            Names--;
        }

        if (CodeOf(place) is { } code)
        {
            firmKeys.Remove(NameHash.Of('U', code.ToString()), place);
            if (code.OrganizationCode is { } organization)
            {
                firmKeys.Remove(NameHash.Of('G', organization.ToString()), place);
            }
        }

        firmKeys.Remove(KeyOf(id), place);
        moreRegions.Remove(place);
        firms[place] = new FirmRow { FirstName = None };
        freeFirms.Push(place);
        return true;
    }

    private static ulong KeyOf(FirmId id)
    {
        var mixed = ((ulong)id.Value ^ 0xA5A5_5A5A_0F0F_F0F0UL) * 0x9E3779B97F4A7C15UL;
        return (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93UL;
    }

    private static string Cut(string name) => name.Length <= FirmQuestion.LongestName ? name : name[..FirmQuestion.LongestName];

    private void AddName(int firm, string folded, bool isFormer, List<NameStarts.Start>? whenFilling)
    {
        var place = names.Count;
        names.Add(new NameRow { At = texts.Add(folded), Length = (byte)folded.Length, IsFormer = isFormer, Firm = firm, Next = firms[firm].FirstName });
        CollectionsMarshal.AsSpan(firms)[firm].FirstName = place;
        Names++;
        ForEachKey(SpelledName.Of(folded), place, isAdding: true, whenFilling);
    }

    private void ForEachKey(SpelledName name, int place, bool isAdding, List<NameStarts.Start>? whenFilling)
    {
        Span<ulong> of = stackalloc ulong[MostKeys];
        foreach (var key in of[..KeysOf(name, of)])
        {
            if (isAdding)
            {
                keys.Add(key, place);
            }
            else
            {
                keys.Remove(key, place);
            }
        }

        if (!name.IsComparable)
        {
            return;
        }

        Span<NameStarts.Start> begins = [new(place, 0), new(place, (byte)Math.Min(byte.MaxValue, name.CoreFrom))];
        foreach (var begin in begins[..(name.CoreFrom > 0 && name.CoreFrom < names[place].Length ? 2 : 1)])
        {
            if (whenFilling is not null)
            {
                whenFilling.Add(begin);
            }
            else if (isAdding)
            {
                starts.Add(begin);
            }
            else
            {
                starts.Remove(begin);
            }
        }
    }

    /// <summary>Keys a name is found by: whole, without region, core, sound, and whole without each of its characters.</summary>
    private static int KeysOf(SpelledName name, Span<ulong> into)
    {
        var count = 0;
        into[count++] = NameHash.Of('N', name.Folded);
        if (name.HasBody)
        {
            into[count++] = NameHash.Of('B', name.Body);
        }

        if (name.Bare != name.Folded)
        {
            into[count++] = NameHash.Of('P', name.Bare);
        }

        if (name.IsComparable)
        {
            into[count++] = NameHash.Of('C', name.Core);
            into[count++] = name.SoundKey;
        }

        if (name.Folded.Length >= ShortestForOneCharacter)
        {
            for (var left = 0; left < name.Folded.Length && count < MostKeys; left++)
            {
                if (left == 0 || name.Folded[left] != name.Folded[left - 1])
                {
                    into[count++] = NameHash.Without('D', name.Folded, left);
                }
            }
        }

        return count;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct FirmRow
    {
        public UInt128 Code;
        public long Id;
        public int Region;
        public int FirstName;
        public int PrintedAt;
        public byte PrintedLength;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct NameRow
    {
        public int At;
        public int Firm;
        public int Next;
        public byte Length;
        public bool IsFormer;
    }
}
