namespace Matching.Domain.Linkage.Register;

/// <summary>How a printed name stands to a name of the register, nearest first.</summary>
internal enum Spelling
{
    /// <summary>Equal after folding.</summary>
    Same,

    /// <summary>The region is left out or written otherwise; trade name, trade words and form agree.</summary>
    RegionWrittenOtherwise,

    /// <summary>No legal form is printed.</summary>
    FormMissing,

    /// <summary>The printed name breaks off.</summary>
    CutOff,

    /// <summary>Another character of the same sound.</summary>
    SameSound,

    /// <summary>One character of a branch's name: it may as well be the next branch.</summary>
    OneCharacterOfBranch,

    /// <summary>One character of the region or the legal form more, less or other.</summary>
    OneCharacterElsewhere,

    /// <summary>One character of the trade words more or less.</summary>
    CharacterMoreOrLessInTradeWords,

    /// <summary>One character of the trade name (字号) more, less or other; often another firm.</summary>
    OneCharacterOfTradeName,

    /// <summary>Another legal form: a firm that changed its form, or another firm.</summary>
    OtherForm,

    /// <summary>One character of the trade name or trade words written as one that looks like it.</summary>
    LooksAlike,

    /// <summary>Another character in the trade words: 酒业 and 置业 are two firms.</summary>
    OtherCharacterOfTradeWords,

    /// <summary>Another character in the trade words, and hardly a name of the register writes what is printed there: 科枝 for 科技.</summary>
    SlipInTradeWords,

    /// <summary>A trade name of two characters lacks one; a lawful one has two or more (企业名称登记管理规定 art. 8), so it is a slip.</summary>
    CharacterMissingInTradeName,
}
