namespace Matching.Domain.Text;

/// <summary>What folding does with a character.</summary>
internal enum CharacterKind : byte
{
    Plain = 0,
    Blank = 1,
    Invisible = 2,
    OneForOne = 3,
    OneForSeveral = 4,
}

/// <summary>One entry for each character of the basic plane: leave it, drop it, or print it plainly.</summary>
internal sealed class CharacterForms
{
    private readonly CharacterKind[] kinds = new CharacterKind[char.MaxValue + 1];
    private readonly char[] plain = new char[char.MaxValue + 1];
    private readonly Dictionary<char, string> several = [];

    private CharacterForms()
    {
    }

    public static CharacterForms Load()
    {
        var forms = new CharacterForms();
        for (var c = 0; c <= char.MaxValue; c++)
        {
            forms.SetByRange((char)c);
        }

        foreach (var line in DataFile.Lines("compatibility.tsv"))
        {
            forms.Set(line[0], line[2..]);
        }

        return forms;
    }

    public CharacterKind KindOf(char c) => kinds[c];

    /// <summary>The plain character, or in <paramref name="severalCharacters"/> the characters it stands for.</summary>
    public char PlainOf(char c, out string? severalCharacters)
    {
        severalCharacters = kinds[c] == CharacterKind.OneForSeveral ? several[c] : null;
        return kinds[c] == CharacterKind.OneForOne ? plain[c] : c;
    }

    public bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (kinds[c] != CharacterKind.Plain)
            {
                return false;
            }
        }

        return true;
    }

    private void SetByRange(char c)
    {
        if (c is >= '\uFF01' and <= '\uFF5E')
        {
            Set(c, ((char)(c - 0xFEE0)).ToString());
        }
        else if (char.IsWhiteSpace(c))
        {
            kinds[c] = CharacterKind.Blank;
        }
        else if (char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format || c is '\uFFFD' or '\uFE0F')
        {
            kinds[c] = CharacterKind.Invisible;
        }
    }

    private void Set(char c, string form)
    {
        kinds[c] = form.Length == 1 ? CharacterKind.OneForOne : CharacterKind.OneForSeveral;
        plain[c] = form[0];
        if (form.Length > 1)
        {
            several[c] = form;
        }
    }
}
