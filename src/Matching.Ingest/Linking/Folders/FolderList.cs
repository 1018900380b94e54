using System.Diagnostics;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Linking.Folders;

/// <summary>One unit of one row, with what an export of links prints beside it.</summary>
internal readonly record struct FolderUnit(string Sheet, int Row, string? Number, LinkUnit Unit);

/// <summary>A file of a folder, read.</summary>
/// <param name="Refusal">A sentence for the sender; null when the file was taken.</param>
internal sealed record FolderList(string Name, string? Library, int Rows, IReadOnlyList<FolderUnit> Units, string? Refusal)
{
    private const int RowBits = 32;

    /// <summary>By its ending; the truth beside generated lists is none.</summary>
    public static bool IsList(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLS" or ".CSV" or ".TXT" or ".TSV" or ".HTML" or ".HTM" or ".GZ"
        && !Path.GetFileName(path).StartsWith("truth", StringComparison.Ordinal)
        && Path.GetFileName(path) != "lists.csv";

    /// <summary>Place among the files of the folder of the list a unit stands in.</summary>
    public static int OrderOf(UnitKey key) => (int)(key.RecordId >> RowBits);

    /// <summary>Place of a unit of this list in <see cref="Units"/>, which are in order of their keys.</summary>
    public int PlaceOf(UnitKey key)
    {
        var (low, high) = (0, Units.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Units[middle].Unit.Key.CompareTo(key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <param name="order">Place among the files of the folder; goes before the place of a row in the keys of units.</param>
    /// <param name="today">Day a list counts as published that does not say.</param>
    public static async Task<FolderList> ReadAsync(string path, int order, DateOnly today, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        try
        {
            switch (await ListFile.OpenAsync(File.OpenRead(path), name, null, cancellationToken))
            {
                case ListFileResult.Refused refused:
                    return Refused(name, refused.Refusal.Message);
                case ListFileResult.Opened opened:
                    await using (opened.File)
                    {
                        return await ReadAsync(opened.File, order, today, cancellationToken);
                    }

                case var other:
                    throw new UnreachableException(other.ToString());
            }
        }
        catch (ListFileException broken)
        {
            return Refused(name, broken.Refusal.Message);
        }
    }

    private static FolderList Refused(string name, string message) => new(name, null, 0, [], message);

    private static async Task<FolderList> ReadAsync(ListFile file, int order, DateOnly today, CancellationToken cancellationToken)
    {
        if (await ReceiveDelivery.RecogniseAsync(file, cancellationToken) is not { } library)
        {
            return Refused(file.Name, ReceiveDelivery.UnclearLibrary(file.Name));
        }

        switch (await ListNormalizer.PlanAsync(file, library, null, cancellationToken))
        {
            case ListPlanResult.Refused refused:
                return Refused(file.Name, refused.Refusal.Message);
            case ListPlanResult.Ready ready:
                var published = ready.Plan.Context.PublishedOn ?? today;
                var units = new List<FolderUnit>();
                var rows = 0;
                await foreach (var row in ListNormalizer.RunAsync(ready.Plan, cancellationToken))
                {
                    rows++;
                    if (row.Reading is RowReading.Understood { Record: var record })
                    {
                        foreach (var mention in record.Units)
                        {
                            units.Add(UnitOf(mention, record, ((long)order << RowBits) + rows, published));
                        }
                    }
                }

                units.Sort((left, right) => left.Unit.Key.CompareTo(right.Unit.Key));
                return new FolderList(file.Name, library.Info().Code, rows, units, null);
            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    private static FolderUnit UnitOf(UnitMention mention, NormalizedRecord record, long recordId, DateOnly published)
    {
        var stored = PreparedRow.UnitOf(mention, record);
        return new FolderUnit(record.Sheet, record.Row, record.PrintedNumber ?? record.Number ?? record.ApplicationNumber, new LinkUnit
        {
            Key = new UnitKey(recordId, stored.Position),
            Kind = stored.Kind,
            PrintedName = stored.PrintedName,
            FoldedName = stored.FoldedName == stored.PrintedName ? stored.PrintedName : stored.FoldedName,
            Uscc = mention.Uscc,
            OrganizationCode = mention.OrganizationCode ?? mention.Uscc?.OrganizationCode,
            RegistrationNumber = mention.RegistrationNumber,
            CertificateNumber = CertificateNumber.TryParse(stored.CertificateNumber, out var certificate) ? certificate : null,
            FoldedFormerName = stored.FoldedFormerName,
            Region = stored.Region is { } region ? new RegionCode(region) : null,
            Library = record.Library,
            PublishedOn = published,
            Year = record.Year,
            EventOn = record.EventOn,
        });
    }
}
