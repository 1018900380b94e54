using System.IO.Compression;
using System.Text;

namespace Matching.Ingest.Reading.Workbooks;

/// <summary>The parts of an xlsx workbook that all sheets share: sheet list, number formats, shared texts.</summary>
internal sealed class XlsxWorkbook
{
    private const string Root = "xl/";

    private readonly Dictionary<int, NumberShape> customShapes = [];

    private XlsxWorkbook()
    {
    }

    public sealed record SheetPart(string Name, bool IsHidden, string Path);

    public bool Is1904 { get; private set; }

    public IReadOnlyList<SheetPart> Sheets { get; private set; } = [];

    /// <summary>Shape of numbers by cell style.</summary>
    public NumberShape[] Styles { get; private set; } = [];

    public string[] Texts { get; private set; } = [];

    public static XlsxWorkbook Read(ZipArchive archive)
    {
        var workbook = new XlsxWorkbook();
        workbook.ReadSheets(archive);
        workbook.ReadStyles(archive);
        workbook.ReadTexts(archive);
        return workbook;
    }

    public static XmlPull Open(ZipArchiveEntry entry) => new(entry.Open(), entry.FullName);

    private void ReadSheets(ZipArchive archive)
    {
        var targets = ReadTargets(archive);
        var sheets = new List<SheetPart>();
        using var xml = Open(archive.GetEntry("xl/workbook.xml") ?? throw new InvalidDataException("xl/workbook.xml"));
        while (xml.NextTag())
        {
            if (xml.IsEnd)
            {
                continue;
            }

            if (xml.Name.SequenceEqual("workbookPr"u8))
            {
                Is1904 = xml.Attribute("date1904"u8) is var flag && (flag.SequenceEqual("1"u8) || flag.SequenceEqual("true"u8));
            }
            else if (xml.Name.SequenceEqual("sheet"u8))
            {
                var id = Encoding.UTF8.GetString(xml.Attribute("id"u8));
                var state = xml.Attribute("state"u8);
                if (targets.TryGetValue(id, out var path))
                {
                    sheets.Add(new(XmlText.Decode(xml.Attribute("name"u8)), !state.IsEmpty && !state.SequenceEqual("visible"u8), path));
                }
            }
        }

        Sheets = sheets;
    }

    /// <summary>Worksheets by relation id; charts and macros sheets have another relation type and are left out.</summary>
    private static Dictionary<string, string> ReadTargets(ZipArchive archive)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using var xml = Open(archive.GetEntry("xl/_rels/workbook.xml.rels") ?? throw new InvalidDataException("xl/_rels/workbook.xml.rels"));
        while (xml.NextTag())
        {
            if (!xml.IsEnd && xml.Name.SequenceEqual("Relationship"u8) && xml.Attribute("Type"u8).EndsWith("/worksheet"u8))
            {
                var target = XmlText.Decode(xml.Attribute("Target"u8));
                var path = target.StartsWith('/') ? target[1..] : Root + target;
                targets[Encoding.UTF8.GetString(xml.Attribute("Id"u8))] = path;
            }
        }

        return targets;
    }

    private void ReadStyles(ZipArchive archive)
    {
        if (archive.GetEntry("xl/styles.xml") is not { } entry)
        {
            return;
        }

        var styles = new List<NumberShape>();
        var inCellFormats = false;
        using var xml = Open(entry);
        while (xml.NextTag())
        {
            if (xml.Name.SequenceEqual("cellXfs"u8))
            {
                inCellFormats = !xml.IsEnd && !xml.IsEmpty;
            }
            else if (!xml.IsEnd && xml.Name.SequenceEqual("numFmt"u8))
            {
                if (TryInt(xml.Attribute("numFmtId"u8), out var id))
                {
                    customShapes[id] = NumberShapes.OfCode(XmlText.Decode(xml.Attribute("formatCode"u8)));
                }
            }
            else if (inCellFormats && !xml.IsEnd && xml.Name.SequenceEqual("xf"u8))
            {
                _ = TryInt(xml.Attribute("numFmtId"u8), out var id);
                styles.Add(customShapes.TryGetValue(id, out var shape) ? shape : NumberShapes.OfBuiltIn(id));
            }
        }

        Styles = [.. styles];
    }

    private void ReadTexts(ZipArchive archive)
    {
        if (archive.GetEntry("xl/sharedStrings.xml") is not { } entry)
        {
            return;
        }

        var texts = new List<string>();
        using var xml = Open(entry);
        while (xml.NextTag())
        {
            if (!xml.IsEnd && xml.Name.SequenceEqual("si"u8))
            {
                texts.Add(ReadRuns(xml, "si"u8));
            }
        }

        Texts = [.. texts];
    }

    /// <summary>Joins the text of a plain or rich item up to its end tag; phonetic readings are left out.</summary>
    public static string ReadRuns(XmlPull xml, ReadOnlySpan<byte> element)
    {
        if (xml.IsEmpty)
        {
            return "";
        }

        string? only = null;
        StringBuilder? joined = null;
        while (xml.NextTag() && !(xml.IsEnd && xml.Name.SequenceEqual(element)))
        {
            if (!xml.IsEnd && xml.Name.SequenceEqual("rPh"u8))
            {
                xml.SkipElement();
            }
            else if (!xml.IsEnd && !xml.IsEmpty && xml.Name.SequenceEqual("t"u8))
            {
                var text = ReadText(xml);
                if (only is null)
                {
                    only = text;
                }
                else
                {
                    (joined ??= new StringBuilder(only)).Append(text);
                }
            }
        }

        return joined?.ToString() ?? only ?? "";
    }

    public static string ReadText(XmlPull xml)
    {
        var text = XmlText.Decode(xml.RawText());
        if (text.Length > 0 || !xml.IsAtCData)
        {
            return text;
        }

        var whole = new StringBuilder();
        xml.AppendText(whole);
        return whole.ToString();
    }

    public static bool TryInt(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9' || value > 100_000_000)
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return digits.Length > 0;
    }
}
