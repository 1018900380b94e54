using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Reading.Workbooks;

/// <summary>Reads the sheets of an old binary .xls workbook.</summary>
internal sealed class XlsReader : IListReader
{
    private readonly IExcelDataReader reader;
    private readonly string fileName;
    private readonly ListLimits limits;
    private readonly CellBuffer cells;
    private bool isStarted;
    private int row;
    private int rows;

    public XlsReader(Stream stream, string fileName, ListLimits limits)
    {
        this.fileName = fileName;
        this.limits = limits;
        cells = new CellBuffer(limits, Notes);
        stream.Position = 0;
        reader = Guarded(() => ExcelReaderFactory.CreateBinaryReader(stream));
    }

    public string Sheet => reader.Name;

    public bool IsSheetHidden => reader.VisibleState != "visible";

    public IReadOnlyList<string> Headlines => [];

    public ReadingNotes Notes { get; } = new();

    public bool NextSheet()
    {
        row = 0;
        var found = !isStarted ? reader.ResultsCount > 0 : Guarded(reader.NextResult);
        isStarted = true;
        Notes.HiddenSheets += found && IsSheetHidden ? 1 : 0;
        return found;
    }

    public bool Read(out ListRow listRow)
    {
        while (Guarded(reader.Read))
        {
            row = reader.Depth + 1;
            cells.Clear();
            for (var column = 0; column < reader.FieldCount; column++)
            {
                AddCell(column);
            }

            if (cells.IsBlank)
            {
                Notes.EmptyRows++;
                continue;
            }

            if (++rows > limits.MaxRows)
            {
                throw new ListFileException(new ListFileRefusal.TooLarge(
                    fileName, "行数", string.Create(CultureInfo.InvariantCulture, $"{limits.MaxRows} 行")));
            }

            listRow = new ListRow(new LibraryRecord(Sheet, row, cells.ToArray()), cells.MarksOrNull());
            return true;
        }

        listRow = default;
        return false;
    }

    public void Dispose() => reader.Dispose();

    private void AddCell(int column)
    {
        var value = reader.GetValue(column);
        var text = value switch
        {
            null => "",
            string s => s,
            double d => NumberText.Of(d, ShapeOf(column), is1904: false),
            int i => i.ToString(CultureInfo.InvariantCulture),
            bool b => b ? "是" : "否",
            DateTime t => t.ToString(t.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            TimeSpan t => t.ToString("c", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        if (text.Length == 0)
        {
            return;
        }

        if (column >= limits.MaxColumns)
        {
            throw new ListFileException(new ListFileRefusal.TooManyColumns(
                fileName, CellPlace.Of(fileName, Sheet, row, column), limits.MaxColumns));
        }

        cells.AddAt(column, text, value is double or int ? CellMarks.Number : CellMarks.None);
    }

    private NumberShape ShapeOf(int column)
    {
        var format = reader.GetNumberFormatString(column);
        return format is null || format.Equals("General", StringComparison.OrdinalIgnoreCase) ? NumberShape.General : NumberShape.Digits;
    }

    /// <summary>The binary reader answers damage with whatever its parsing trips over; all of that means the file is damaged.</summary>
    private T Guarded<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (InvalidPasswordException locked)
        {
            throw new ListFileException(new ListFileRefusal.Encrypted(fileName), locked);
        }
        catch (ExcelReaderException damage)
        {
            throw Damaged(damage);
        }
        catch (IOException damage)
        {
            throw Damaged(damage);
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(damage);
        }
        catch (ArgumentException damage)
        {
            throw Damaged(damage);
        }
        catch (IndexOutOfRangeException damage)
        {
            throw Damaged(damage);
        }
        catch (InvalidOperationException damage)
        {
            throw Damaged(damage);
        }
        catch (OverflowException damage)
        {
            throw Damaged(damage);
        }
        catch (NullReferenceException damage)
        {
            throw Damaged(damage);
        }
        catch (KeyNotFoundException damage)
        {
            throw Damaged(damage);
        }
    }

    private ListFileException Damaged(Exception inner)
    {
        var where = isStarted ? string.Create(CultureInfo.InvariantCulture, $"工作表“{Sheet}”第 {row + 1} 行") : "";
        return new ListFileException(new ListFileRefusal.Truncated(fileName, where), inner);
    }
}
