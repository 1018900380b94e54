using System.Globalization;
using System.Text;

namespace Matching.Ingest.Samples;

/// <summary>Writes <c>truth.csv</c>: which firm or unit each row and position really means.</summary>
/// <remarks>Kinds: firm, branch, university, institute, hospital, government; <c>bad-…</c> for rows that must be rejected (number 0).
/// Numbers are those of the generator; firms and branches share one series, other units another.</remarks>
internal sealed class SampleTruth : IDisposable
{
    public const string FileName = "truth.csv";

    private readonly StreamWriter writer;

    public SampleTruth(Stream stream)
    {
        writer = new StreamWriter(stream, new UTF8Encoding(true), 1 << 16) { NewLine = "\n" };
        writer.WriteLine("file,sheet,row,position,number,kind");
    }

    /// <summary>Rows written so far.</summary>
    public int Count { get; private set; }

    public void Add(string file, string sheet, int row, int position, int number, string kind)
    {
        Count++;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file},{sheet},{row},{position},{number},{kind}"));
    }

    public void Dispose() => writer.Dispose();
}
