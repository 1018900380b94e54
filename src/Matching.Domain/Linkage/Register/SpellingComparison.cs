namespace Matching.Domain.Linkage.Register;

/// <summary>Compares a printed name with a name of the register part by part.</summary>
internal static class SpellingComparison
{
    private const int ShortestForOneCharacter = 6;

    /// <returns>Null when the names are further apart than any level.</returns>
    public static Spelling? Of(SpelledName printed, SpelledName registered)
    {
        if (printed.Folded == registered.Folded)
        {
            return Spelling.Same;
        }

        if (printed.IsNational != registered.IsNational && (printed.IsNational ? registered : printed).Region is { IsNation: false })
        {
            // 中国万弘 and 金寨万弘: a place is never written as the nation.
            return null;
        }

        if ((printed.Body.Length >= ShortestForOneCharacter && printed.Body.SequenceEqual(registered.Body))
            || printed.Bare == registered.Bare
            || (printed.Folded.Length >= ShortestForOneCharacter && registered.GoesOnAs(printed)))
        {
            return Spelling.RegionWrittenOtherwise;
        }

        if (!printed.IsComparable || !registered.IsComparable)
        {
            return OneCharacter(printed, registered);
        }

        if (printed.Core.SequenceEqual(registered.Core) && printed.IsGroup == registered.IsGroup)
        {
            return printed.Form == registered.Form ? Spelling.RegionWrittenOtherwise
                : printed.Form.Length == 0 ? Spelling.FormMissing
                : Spelling.OtherForm;
        }

        if (printed.Core.SequenceEqual(registered.Core))
        {
            // A group is not its member.
            return null;
        }

        if (printed.Form.Length == 0 && IsCutFrom(printed, registered))
        {
            return Spelling.CutOff;
        }

        if (printed.IsGroup == registered.IsGroup
            && (printed.Form.Length == 0 || printed.Form == registered.Form)
            && printed.Core.Length == registered.Core.Length
            && printed.Region == registered.Region
            && printed.SoundKey == registered.SoundKey)
        {
            return Spelling.SameSound;
        }

        return OneCharacter(printed, registered);
    }

    private static Spelling? OneCharacter(SpelledName printed, SpelledName registered)
    {
        var (left, right) = (printed.Folded, registered.Folded);
        if (right.Length < ShortestForOneCharacter || printed.IsBranch != registered.IsBranch || !NameAgreement.IsOneEditApart(left, right))
        {
            return null;
        }

        var at = left.AsSpan().CommonPrefixLength(right);
        return registered.IsBranch ? Spelling.OneCharacterOfBranch
            : left.Length == right.Length && LookAlikes.Are(left[at], right[at]) ? Spelling.LooksAlike
            : at < registered.TradeNameFrom || at >= registered.TradeWordsTo ? Spelling.OneCharacterElsewhere
            : at < registered.TradeWordsFrom ? (LacksHalfOfTradeName(left, registered) ? Spelling.CharacterMissingInTradeName : Spelling.OneCharacterOfTradeName)
            : left.Length == right.Length ? Spelling.OtherCharacterOfTradeWords
            : Spelling.CharacterMoreOrLessInTradeWords;
    }

    /// <summary>What is left of the trade name is one character before the trade words; no firm may be called so.</summary>
    private static bool LacksHalfOfTradeName(string printed, SpelledName registered) =>
        printed.Length < registered.Folded.Length && registered.TradeWordsFrom - registered.TradeNameFrom == 2 && registered.TradeWordsTo - registered.TradeWordsFrom >= 2;

    private static bool IsCutFrom(SpelledName printed, SpelledName registered) =>
        registered.Folded.StartsWith(printed.Folded, StringComparison.Ordinal)
        || GoesOn(registered.Core, registered.Form, printed.Core);

    /// <summary>Whether the core and the form behind it begin with the text.</summary>
    private static bool GoesOn(ReadOnlySpan<char> core, ReadOnlySpan<char> form, ReadOnlySpan<char> text) =>
        text.Length <= core.Length ? core.StartsWith(text) : text.StartsWith(core) && form.StartsWith(text[core.Length..]);
}
