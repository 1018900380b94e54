namespace Matching.Domain.Linkage.Weighing;

/// <summary>How the distinctive parts of two names (字号 and trade words, without region and form) stand to each other.</summary>
public enum CoreLevel
{
    Same,

    /// <summary>Other characters, read alike.</summary>
    SameSound,

    /// <summary>One character is written as one that looks like it.</summary>
    LooksAlike,

    /// <summary>One breaks off where the other goes on.</summary>
    CutOff,

    /// <summary>One character of the trade words more, less or other.</summary>
    OneCharacterOfTrade,

    /// <summary>One character of the 字号 more or less.</summary>
    CharacterMoreOrLess,

    /// <summary>One character of the 字号 is another.</summary>
    OtherCharacter,

    /// <summary>Same 字号, other trade words.</summary>
    OtherTrade,

    /// <summary>Read alike but for one syllable more, less or other.</summary>
    SoundButOne,
}
