using System.Text;

namespace Matching.Domain.Text;

/// <summary>Brings spellings of one text together: widths, compatibility forms, invisible marks, spaces, script.</summary>
/// <remarks>The runtime carries no Unicode data here (invariant globalisation), so the forms that occur in lists come from our own tables.
/// Texts that need nothing are returned as they are. Every method may be applied twice without changing more.</remarks>
public static class TextFold
{
    private static readonly CharacterForms Forms = CharacterForms.Load();

    private static readonly ScriptTable Script = ScriptTable.Load();

    private static readonly PhraseReplacer Wording = PhraseReplacer.Load("mainland-wording.tsv");

    /// <summary>Half-width forms, no invisible marks, one blank at most between words and none between Han characters or at the ends.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text) || Forms.IsPlain(text))
        {
            return text ?? "";
        }

        var folded = new StringBuilder(text.Length + 8);
        var blankIsDue = false;
        foreach (var c in text)
        {
            switch (Forms.KindOf(c))
            {
                case CharacterKind.Invisible:
                    break;
                case CharacterKind.Blank:
                    blankIsDue = folded.Length > 0;
                    break;
                default:
                    var plain = Forms.PlainOf(c, out var several);
                    if (blankIsDue && !Touch(folded[^1], several is null ? plain : several[0]))
                    {
                        folded.Append(' ');
                    }

                    blankIsDue = false;
                    _ = several is null ? folded.Append(plain) : folded.Append(several);
                    break;
            }
        }

        return folded.ToString();
    }

    /// <summary>Traditional script to simplified, by phrases first and characters then; words stay the words they were.</summary>
    public static string Simplify(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Script.Simplify(text);
    }

    /// <summary>Folded, simplified, Taiwan wording in the mainland's words (資料庫 → 数据库), lower case: what is indexed and what is asked for.</summary>
    public static string ForSearch(string? text) => Wording.Replace(Simplify(Fold(text))).ToLowerInvariant();

    /// <summary>True for Han characters and their punctuation: between two of them a blank means nothing.</summary>
    internal static bool IsHan(char c) => c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private static bool Touch(char left, char right) =>
        (IsHan(left) && (IsHan(right) || IsBracket(right))) || (IsHan(right) && IsBracket(left));

    private static bool IsBracket(char c) => c is '(' or ')' or '[' or ']';
}
