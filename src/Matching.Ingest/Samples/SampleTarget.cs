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

    public Stream Create(string fileName)
    {
        files.Add(fileName);
        libraries[fileName] = Library;
        return File.Create(Path.Combine(folder, fileName));
    }

    public void Drop(string fileName)
    {
        files.Remove(fileName);
        File.Delete(Path.Combine(folder, fileName));
    }

    /// <summary>Writes <c>lists.csv</c>: library and day of publication of each file, in an order in which they may be loaded.</summary>
    public void WriteContents()
    {
        using var writer = new StreamWriter(Path.Combine(folder, ContentsName), false, new UTF8Encoding(true)) { NewLine = "\n" };
        writer.WriteLine("file,library,published");
        foreach (var file in files)
        {
            var day = Path.GetFileNameWithoutExtension(file)[^10..];
            writer.WriteLine($"{file},{libraries[file].Info().Code},{day}");
        }
    }

    public void Dispose() => Truth.Dispose();
}
