namespace Matching.Domain.Finding;

/// <summary>Folded names one after another in blocks of characters: two bytes a character and nothing around them.</summary>
internal sealed class NameTexts
{
    private const int BlockLength = 1 << 20;

    private readonly List<char[]> blocks = [];
    private int used = BlockLength;

    public long Bytes => (long)blocks.Count * BlockLength * sizeof(char);

    /// <returns>Where the text stands.</returns>
    public int Add(ReadOnlySpan<char> text)
    {
        if (used + text.Length > BlockLength)
        {
            blocks.Add(new char[BlockLength]);
            used = 0;
        }

        text.CopyTo(blocks[^1].AsSpan(used));
        var at = ((blocks.Count - 1) * BlockLength) + used;
        used += text.Length;
        return at;
    }

    public ReadOnlySpan<char> Read(int at, int length) => blocks[at / BlockLength].AsSpan(at % BlockLength, length);
}
