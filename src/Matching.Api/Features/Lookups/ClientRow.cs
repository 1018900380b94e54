namespace Matching.Api.Features.Lookups;

/// <summary>One row of a client list as sent. Texts are as printed; empty = not stated.</summary>
/// <param name="Number">Row of the sheet, or line of the pasted text, from 1.</param>
/// <param name="Pick">Firm a person chose for an ambiguous row: an id such as <c>F0000001</c>.</param>
public sealed record ClientRow(int Number, string Name, string Code, string Region, string FormerName, string? Pick = null);

/// <summary>How much one client list may hold.</summary>
public static class ClientLimits
{
    public const int MostRows = 20_000;

    public const long MostBytes = 20L << 20;

    /// <summary>Characters of one cell that are kept.</summary>
    public const int LongestCell = 200;
}
