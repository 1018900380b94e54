using Matching.Domain.Codes;

namespace Matching.Domain.Finding;

/// <summary>A credit code as a number: 18 digits of base 31 in 16 bytes.</summary>
internal static class CodeNumber
{
    private const int Base = 31;

    /// <returns>Never 0: no code begins with 0.</returns>
    public static UInt128 Pack(string code)
    {
        UInt128 packed = 0;
        foreach (var c in code)
        {
            packed = (packed * Base) + (UInt128)Uscc.Alphabet.IndexOf(c);
        }

        return packed;
    }

    /// <returns>Empty for 0.</returns>
    public static string Unpack(UInt128 packed)
    {
        if (packed == 0)
        {
            return "";
        }

        return string.Create(Uscc.Length, packed, static (into, left) =>
        {
            for (var at = into.Length - 1; at >= 0; at--)
            {
                into[at] = Uscc.Alphabet[(int)(left % Base)];
                left /= Base;
            }
        });
    }
}
