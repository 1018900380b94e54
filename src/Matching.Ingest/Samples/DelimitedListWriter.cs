using System.Text;

namespace Matching.Ingest.Samples;

/// <summary>Delimited text with Windows line ends, as an office program saves it.</summary>
internal sealed class DelimitedListWriter : IListWriter
{
    private readonly StreamWriter writer;
    private readonly char separator;
    private int row;

    public DelimitedListWriter(Stream stream, Encoding encoding, char separator)
    {
        writer = new StreamWriter(stream, encoding, 1 << 16) { NewLine = "\r\n" };
        this.separator = separator;
    }

    public string SheetName => "";

    public void BeginSheet(string name)
    {
    }

    public int WriteRow(ReadOnlySpan<ListCell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                writer.Write(separator);
            }

            WriteCell(cells[i].Text);
        }

        writer.WriteLine();
        return ++row;
    }

    public void Dispose() => writer.Dispose();

    private void WriteCell(string text)
    {
        if (text.AsSpan().IndexOfAny(separator, '"') < 0)
        {
            writer.Write(text);
            return;
        }

        writer.Write('"');
        writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
