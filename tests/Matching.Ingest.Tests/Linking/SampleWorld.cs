using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Samples;
using Matching.Ingest.Tests.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Linking;

/// <summary>One list of the generator, in the order its contents name them.</summary>
internal sealed record SampleFile(string Name, Library Library, DateOnly Published);

/// <summary>A unit of a record in force, the firm it is linked to, and where it is printed.</summary>
internal sealed record LinkedPlace(
    long FirmId, LinkageBand Band, Library Library, long KeyHash, long ContentHash, int Position, string File, string Sheet, int Row, string PrintedName)
{
    /// <summary>What is said, wherever it was read first: the same for any order of loading.</summary>
    public string Saying => string.Create(CultureInfo.InvariantCulture, $"{Library}/{ContentHash:x}/{Position}/{PrintedName}/{Band}");
}

/// <summary>Lists about invented firms with the truth beside them, written once and loaded as often as a test likes.</summary>
internal sealed class SampleWorld : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sample-world").FullName;

    private SampleWorld()
    {
    }

    public IReadOnlyList<SampleFile> Files { get; private set; } = [];

    /// <summary>Identity by file, sheet, row and position; rows that must be rejected bear <c>bad</c>.</summary>
    public IReadOnlyDictionary<(string File, string Sheet, int Row, int Position), string> Truth { get; private set; } =
        new Dictionary<(string, string, int, int), string>();

    public static async Task<SampleWorld> WriteAsync(int firms, int seed)
    {
        var world = new SampleWorld();
        await SampleLists.WriteAsync(world.folder, firms, seed);
        world.Files = [.. world.Lines("lists.csv").Select(cells => new SampleFile(
            cells[0],
            LibraryCatalog.All.Single(info => info.Code == cells[1]).Library,
            DateOnly.ParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture)))];
        world.Truth = world.Lines("truth.csv").ToDictionary(
            cells => (cells[0], cells[1], Number(cells[2]), Number(cells[3])),
            cells => cells[5] switch
            {
                "firm" or "branch" => $"firm {cells[4]}",
                var kind when kind.StartsWith("bad", StringComparison.Ordinal) => "bad",
                _ => $"unit {cells[4]}",
            });
        return world;
    }

    /// <summary>Receives and reads a list; linked too unless <paramref name="isLinked"/> is false.</summary>
    public async Task<Guid> LoadAsync(LoaderFixture loader, SampleFile file, bool isLinked = true)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, file.Name));
        var accepted = Assert.IsType<ReceiveResult.Accepted>(await loader.ReceiveAsync(file.Name, bytes, file.Library, file.Published));
        await loader.Get<DeliverySteps>().ReadAsync(accepted.JobId, CancellationToken.None);
        if (isLinked)
        {
            await loader.Get<DeliverySteps>().LinkAsync(accepted.JobId, CancellationToken.None);
        }

        return accepted.DeliveryId;
    }

    public static async Task<IReadOnlyList<LinkedPlace>> PlacesAsync(LoaderFixture loader)
    {
        await using var db = await loader.OpenAsync();
        var places = await (
            from linkage in db.Linkages
            where linkage.EndedAt == null
            join record in db.Records on linkage.RecordId equals record.Id
            where record.RetractedAt == null
            join unit in db.Units on new { linkage.RecordId, linkage.Position } equals new { unit.RecordId, unit.Position }
            join row in db.Rows on record.Id equals row.Id
            join delivery in db.Deliveries on record.DeliveryId equals delivery.Id
            select new LinkedPlace(
                linkage.FirmId, linkage.Band, record.Library, record.KeyHash, record.ContentHash, unit.Position, delivery.FileName, row.Sheet, row.Row, unit.PrintedName))
            .ToListAsync();
        return places;
    }

    /// <summary>Who stands together, as text without ids.</summary>
    public static string Groups(IEnumerable<LinkedPlace> places) => string.Join('\n', places
        .GroupBy(place => place.FirmId, place => place.Saying)
        .Select(group => string.Join("; ", group.Order(StringComparer.Ordinal)))
        .Order(StringComparer.Ordinal));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IEnumerable<string[]> Lines(string name) => File.ReadLines(Path.Combine(folder, name)).Skip(1).Select(line => line.Split(','));

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
