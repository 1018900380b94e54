namespace Matching.Search.Embedded;

/// <summary>Collects the texts of one field, firm by firm.</summary>
internal sealed class TextColumnBuilder(int firms)
{
    private const int LongestStep = ushort.MaxValue;

    private readonly List<uint> changes = [];
    private readonly int[] firmStarts = new int[firms + 1];
    private readonly int[] changeStarts = new int[firms + 1];
    private char[] text = new char[firms * 8];
    private int length;
    private int lastChange;
    private int firm;

    /// <summary>Adds one value of the current firm.</summary>
    public void Add(string value)
    {
        if (length + value.Length + 1 > text.Length)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, length + value.Length + 1));
        }

        var target = text.AsSpan(length, value.Length);
        SearchFold.Fold(value, target);
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i] != value[i])
            {
                AddChange(length + i, value[i]);
            }
        }

        length += value.Length;
        text[length++] = '\0';
    }

    public void EndFirm()
    {
        firm++;
        firmStarts[firm] = length;
        changeStarts[firm] = changes.Count;
        lastChange = length;
    }

    public TextColumn Build(GramScratch scratch)
    {
        Array.Resize(ref text, length);
        return new TextColumn(text, firmStarts, changeStarts, [.. changes], scratch);
    }

    private void AddChange(int position, char original)
    {
        for (; position - lastChange > LongestStep; lastChange += LongestStep)
        {
            // A step too long for its half is made in several, each writing what stands there anyway.
            changes.Add((uint)LongestStep << 16 | StandingAt(lastChange + LongestStep));
        }

        changes.Add((uint)(position - lastChange) << 16 | original);
        lastChange = position;
    }

    private char StandingAt(int position) => text[position];
}
