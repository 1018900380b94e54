namespace Matching.Ingest.Reading;

/// <summary>What the text of a cell does not say about itself.</summary>
[Flags]
public enum CellMarks : byte
{
    None = 0,

    /// <summary>The text is the stored result of a formula.</summary>
    Formula = 1,

    /// <summary>A spreadsheet error such as #REF!.</summary>
    Error = 2,

    /// <summary>Typed as a number, so leading zeros and digits after the fifteenth are lost.</summary>
    Number = 4,

    /// <summary>A quote without its partner; it was read as a plain character.</summary>
    StrayQuote = 8,

    /// <summary>Longer than a cell may be; the end was cut off.</summary>
    Cut = 16,
}
