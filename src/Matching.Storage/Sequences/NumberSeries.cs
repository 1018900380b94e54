namespace Matching.Storage.Sequences;

/// <summary>A series of ids handed out in blocks.</summary>
public sealed class NumberSeries
{
    /// <summary>Ids of rows, and of the records made from them.</summary>
    public const string Records = "records";

    public const string Firms = "firms";

    /// <summary>Numbers of changes to firms; the index follows them upwards.</summary>
    public const string Changes = "changes";

    public required string Name { get; init; }

    /// <summary>Highest number handed out; 0 before the first.</summary>
    public long Last { get; set; }
}
