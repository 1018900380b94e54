using System.ComponentModel.DataAnnotations;

namespace Matching.Ingest.Reading;

/// <summary>How much one list file may cost. Files come from outside, so every size is checked before it is paid for.</summary>
public sealed record ListLimits
{
    public static ListLimits Default { get; } = new();

    /// <summary>Size of the file as delivered.</summary>
    /// <value>512 MB by default; a register of a million firms with their business scope takes 310 MB.</value>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; init; } = 512L << 20;

    /// <summary>Size of all parts of a workbook, or of a gz text, once expanded.</summary>
    /// <value>1.5 GB by default; parts are streamed, so this bounds time, not memory.</value>
    [Range(1, long.MaxValue)]
    public long MaxExpandedBytes { get; init; } = 1536L << 20;

    /// <summary>Expanded size of the parts of a workbook that are held in memory (shared texts, styles).</summary>
    /// <value>100 MB by default.</value>
    [Range(1, long.MaxValue)]
    public long MaxResidentBytes { get; init; } = 100L << 20;

    /// <summary>Expanded over packed size above which a large part is taken for a bomb.</summary>
    /// <value>250 by default; sheets of repeated rows reach about 60.</value>
    [Range(1, 2000)]
    public int MaxExpansionRatio { get; init; } = 250;

    /// <summary>HTML is held as a tree, which costs about twenty times its bytes.</summary>
    /// <value>12 MB by default, some 30,000 rows.</value>
    [Range(1, long.MaxValue)]
    public long MaxHtmlBytes { get; init; } = 12L << 20;

    /// <summary>Columns that hold text; empty formatted columns to the right do not count.</summary>
    [Range(1, 16384)]
    public int MaxColumns { get; init; } = 512;

    /// <summary>Rows that hold text, over all sheets.</summary>
    [Range(1, int.MaxValue)]
    public int MaxRows { get; init; } = 2_000_000;

    /// <summary>Characters of one cell; what is longer is cut and marked. 32,767 is what a spreadsheet cell can hold.</summary>
    [Range(1, 1 << 20)]
    public int MaxCellLength { get; init; } = 32_767;
}
