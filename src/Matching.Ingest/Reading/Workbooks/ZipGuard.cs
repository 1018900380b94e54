using System.IO.Compression;

namespace Matching.Ingest.Reading.Workbooks;

/// <summary>Checks the parts of an archive by its directory, before anything is expanded.</summary>
/// <remarks>The stated sizes can be trusted as bounds: <see cref="ZipArchiveEntry.Open()"/> never gives out more bytes than stated,
/// a part that holds more ends early and fails as damaged.</remarks>
internal static class ZipGuard
{
    private const int MaxParts = 10_000;

    /// <summary>Small parts may be as repetitive as they like.</summary>
    private const long SmallPart = 10L << 20;

    public static ListFileRefusal? Check(ZipArchive archive, string fileName, ListLimits limits)
    {
        if (archive.Entries.Count > MaxParts)
        {
            return new ListFileRefusal.TooLarge(fileName, "压缩包内文件数", "1 万个");
        }

        long total = 0;
        foreach (var entry in archive.Entries)
        {
            total += entry.Length;
            if (entry.Length > SmallPart && entry.Length / Math.Max(1, entry.CompressedLength) > limits.MaxExpansionRatio
                || total > limits.MaxExpandedBytes
                || IsResident(entry) && entry.Length > limits.MaxResidentBytes)
            {
                return new ListFileRefusal.Bomb(fileName, entry.Name, entry.Length, entry.CompressedLength);
            }
        }

        return null;
    }

    private static bool IsResident(ZipArchiveEntry entry) =>
        entry.Name is "sharedStrings.xml" or "styles.xml" or "workbook.xml" || entry.Name.EndsWith(".rels", StringComparison.Ordinal);
}
