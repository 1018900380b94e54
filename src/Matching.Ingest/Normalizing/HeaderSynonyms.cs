using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing;

/// <summary>The table of header synonyms, <c>Data/header-synonyms.csv</c>.</summary>
public static class HeaderSynonyms
{
    private const string Resource = "Matching.Ingest.header-synonyms.csv";

    private static readonly Lazy<Dictionary<Library, Entry[]>> ByLibrary = new(Load);

    private sealed record Entry(ListColumn Column, string Text, bool MustBeWhole);

    /// <summary>The column a header means in a list of the library; <see cref="ListColumn.Unknown"/> when the table does not know it.</summary>
    public static ListColumn Find(Library library, string foldedHeader)
    {
        if (foldedHeader.Length == 0)
        {
            return ListColumn.Unknown;
        }

        var entries = ByLibrary.Value[library];
        foreach (var entry in entries)
        {
            var fits = entry.MustBeWhole
                ? foldedHeader.Equals(entry.Text, StringComparison.OrdinalIgnoreCase)
                : foldedHeader.Contains(entry.Text, StringComparison.Ordinal);
            if (fits)
            {
                return entry.Column;
            }
        }

        return ListColumn.Unknown;
    }

    /// <summary>Longest first, so that 子基金名称 is not taken for 名称; among equals a line of the library goes before one of all.</summary>
    private static Dictionary<Library, Entry[]> Load()
    {
        using var stream = typeof(HeaderSynonyms).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"resource {Resource} is missing");
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Skip(1)
            .Select(line => line.Split(',', 3))
            .Select(parts => (Scope: parts[0], Entry: new Entry(ColumnOf(parts[1]), HeaderText.Fold(parts[2].TrimStart('=')), parts[2].StartsWith('='))))
            .ToList();
        return LibraryCatalog.All.ToDictionary(
            info => info.Library,
            info => rows.Where(row => row.Scope == "*" || row.Scope == info.Code)
                .OrderByDescending(row => row.Entry.Text.Length)
                .ThenBy(row => row.Scope == "*")
                .Select(row => row.Entry)
                .ToArray());
    }

    private static ListColumn ColumnOf(string kebab) =>
        Enum.Parse<ListColumn>(kebab.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
