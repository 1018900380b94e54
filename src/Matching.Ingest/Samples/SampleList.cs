using System.Text;

namespace Matching.Ingest.Samples;

/// <summary>One list being written: its cells in the format its file name asks for, and the truth about each row.</summary>
internal sealed class SampleList : IDisposable
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private readonly string fileName;
    private readonly IListWriter writer;
    private readonly SampleTarget target;
    private int told;

    private SampleList(string fileName, IListWriter writer, SampleTarget target)
    {
        this.fileName = fileName;
        this.writer = writer;
        this.target = target;
    }

    public static SampleList Xlsx(SampleTarget target, string name)
    {
        var fileName = $"{name}.xlsx";
        return new SampleList(fileName, new XlsxListWriter(target.Create(fileName)), target);
    }

    /// <summary>Comma-separated text in UTF-8 with a byte order mark.</summary>
    public static SampleList Csv(SampleTarget target, string name) =>
        Delimited(target, $"{name}.csv", new UTF8Encoding(true), ',');

    /// <summary>Comma-separated text as a Chinese Windows saves it.</summary>
    public static SampleList OldCsv(SampleTarget target, string name) => Delimited(target, $"{name}.csv", Gb18030, ',');

    public static SampleList Tabs(SampleTarget target, string name) => Delimited(target, $"{name}.txt", Gb18030, '\t');

    public static SampleList Html(SampleTarget target, string name)
    {
        var fileName = $"{name}.html";
        return new SampleList(fileName, new HtmlListWriter(target.Create(fileName), new UTF8Encoding(false), "utf-8"), target);
    }

    /// <summary>A page that claims UTF-8 and holds GB18030.</summary>
    public static SampleList OldHtml(SampleTarget target, string name)
    {
        var fileName = $"{name}.html";
        return new SampleList(fileName, new HtmlListWriter(target.Create(fileName), Gb18030, "utf-8"), target);
    }

    public void Sheet(string name) => writer.BeginSheet(name);

    public int Row(params ReadOnlySpan<ListCell> cells) => writer.WriteRow(cells);

    /// <summary>A row with one cell over the whole width: a title, a section, a note.</summary>
    public int Banner(string text, int columns)
    {
        var cells = new ListCell[columns];
        Array.Fill(cells, ListCell.Covered);
        cells[0] = ListCell.Across(text, columns);
        return writer.WriteRow(cells);
    }

    public void IsFirm(int row, SampleFirm firm, int position = 1) =>
        Tell(row, position, firm.Number, firm.IsBranch ? "branch" : "firm");

    public void IsUnit(int row, SampleUnit unit, int position) =>
        Tell(row, position, unit.Number, unit.Kind);

    /// <summary>A row that no reader can use.</summary>
    public void IsBad(int row, string kind) => Tell(row, 1, 0, kind);

    /// <summary>Ends the file; a list that would hold no record is not kept, as nobody publishes one.</summary>
    public void Dispose()
    {
        writer.Dispose();
        if (told == 0 && target.Keeps(fileName))
        {
            target.Drop(fileName);
        }
    }

    private void Tell(int row, int position, int number, string kind)
    {
        if (!target.Keeps(fileName))
        {
            return;
        }

        told++;
        target.Truth.Add(fileName, writer.SheetName, row, position, number, kind);
    }

    private static SampleList Delimited(SampleTarget target, string fileName, Encoding encoding, char separator) =>
        new(fileName, new DelimitedListWriter(target.Create(fileName), encoding, separator), target);
}
