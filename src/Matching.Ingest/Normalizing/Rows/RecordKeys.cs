using Matching.Domain.Firms;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>Builds record keys: what makes two rows of a library speak of the same thing.</summary>
internal static class RecordKeys
{
    /// <summary>Code if there is one, else the folded name.</summary>
    public static string Unit(StatedCodes codes, string name) =>
        codes.Uscc?.ToString() ?? codes.OrganizationCode?.ToString() ?? codes.RegistrationNumber?.ToString() ?? Name(name);

    public static string Name(string name) => FirmName.Fold(name);

    /// <summary>Titles are compared without blanks, widths and the signs writers differ in.</summary>
    public static string Title(string title) => string.Concat(HeaderText.Fold(title).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    public static string Join(params ReadOnlySpan<string?> parts) => string.Join('|', parts);
}
