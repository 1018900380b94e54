namespace Matching.Domain.Linkage.Register;

/// <summary>FNV-1a over characters, 64 bits: the same in every process.</summary>
internal static class NameHash
{
    private const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(char kind, ReadOnlySpan<char> text) => Add((Start ^ kind) * Prime, text);

    /// <summary>Of the text without the character at <paramref name="left"/>.</summary>
    public static ulong Without(char kind, ReadOnlySpan<char> text, int left) =>
        Add(Add((Start ^ kind) * Prime, text[..left]), text[(left + 1)..]);

    private static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }
}
