using System.Globalization;
using System.Net;
using System.Text;

namespace Matching.Ingest.Samples;

/// <summary>A page as a word processor saves it: every cell a paragraph with a class, spans for merged cells.</summary>
internal sealed class HtmlListWriter : IListWriter
{
    private readonly StreamWriter writer;
    private int table;
    private int row;

    /// <param name="label">The character set the page claims; old pages claim one and hold another.</param>
    public HtmlListWriter(Stream stream, Encoding encoding, string label)
    {
        writer = new StreamWriter(stream, encoding, 1 << 16) { NewLine = "\r\n" };
        writer.WriteLine("<html xmlns:w=\"urn:schemas-microsoft-com:office:word\">");
        writer.WriteLine($"<head><meta http-equiv=Content-Type content=\"text/html; charset={label}\"><title>名单</title></head>");
        writer.WriteLine("<body lang=ZH-CN><div class=WordSection1>");
    }

    public string SheetName => string.Create(CultureInfo.InvariantCulture, $"table {table}");

    public void BeginSheet(string name)
    {
        EndTable();
        table++;
        row = 0;
        writer.WriteLine("<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>");
    }

    public int WriteRow(ReadOnlySpan<ListCell> cells)
    {
        writer.Write("<tr>");
        foreach (var cell in cells)
        {
            if (cell.Kind == ListCellKind.Covered)
            {
                continue;
            }

            writer.Write("<td");
            WriteSpan(" colspan=", cell.ColumnSpan);
            WriteSpan(" rowspan=", cell.RowSpan);
            writer.Write("><p class=MsoNormal>");
            writer.Write(cell.Text.Length == 0 ? "&nbsp;" : WebUtility.HtmlEncode(cell.Text));
            writer.Write("</p></td>");
        }

        writer.WriteLine("</tr>");
        return ++row;
    }

    public void Dispose()
    {
        EndTable();
        writer.WriteLine("</div></body></html>");
        writer.Dispose();
    }

    private void EndTable()
    {
        if (table > 0)
        {
            writer.WriteLine("</table>");
        }
    }

    private void WriteSpan(string name, int span)
    {
        if (span > 1)
        {
            writer.Write(name);
            writer.Write(span);
        }
    }
}
