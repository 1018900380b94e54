using System.Globalization;
using System.Text;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Samples;

/// <summary>The folder lists are written to, and the names given so far.</summary>
internal sealed class SampleTarget : IDisposable
{
    public const string ContentsName = "lists.csv";

    private readonly string folder;
    private readonly List<string> files = [];
    private readonly Dictionary<string, Library> libraries = [];

    /// <param name="hasTruth">False where nobody will ask: the truth goes nowhere.</param>
    public SampleTarget(string folder, bool hasTruth = true)
    {
        Directory.CreateDirectory(folder);
        this.folder = folder;
        Truth = new SampleTruth(hasTruth ? File.Create(Path.Combine(folder, SampleTruth.FileName)) : Stream.Null);
    }

    public SampleTruth Truth { get; }

    /// <summary>The library the files made from now on belong to.</summary>
    public Library Library { get; set; }

    public IReadOnlyList<string> Files => files;

    /// <summary>Starts a file; one dated after the end of the period is written nowhere.</summary>
    public Stream Create(string fileName)
    {
        if (PublishedOn(fileName) > SampleYears.End)
        {
            return Stream.Null;
        }

        files.Add(fileName);
        libraries[fileName] = Library;
        return File.Create(Path.Combine(folder, fileName));
    }

    public void Drop(string fileName)
    {
        files.Remove(fileName);
        libraries.Remove(fileName);
        File.Delete(Path.Combine(folder, fileName));
    }

    /// <summary>Writes <c>lists.csv</c>: library and day of publication of each file, in an order in which they may be loaded.</summary>
    public void WriteContents()
    {
        using var writer = new StreamWriter(Path.Combine(folder, ContentsName), false, new UTF8Encoding(true)) { NewLine = "\n" };
        writer.WriteLine("file,library,published");
        foreach (var file in files)
        {
            writer.WriteLine($"{file},{libraries[file].Info().Code},{SampleYears.Iso(PublishedOn(file)!.Value)}");
        }
    }

    public bool Keeps(string fileName) => libraries.ContainsKey(fileName);

    private static DateOnly? PublishedOn(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        return name.Length > 10 && DateOnly.TryParseExact(name[^10..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    public void Dispose() => Truth.Dispose();
}
