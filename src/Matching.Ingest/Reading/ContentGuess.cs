using System.IO.Compression;
using Matching.Ingest.Reading.Workbooks;

namespace Matching.Ingest.Reading;

/// <summary>Tells what a file is by its first bytes and, for containers, by what is inside; extensions lie too often.</summary>
internal static class ContentGuess
{
    public const string Text = "text";
    public const string Gzip = "gzip";
    public const string Xlsx = "xlsx";
    public const string Xls = "xls";

    /// <summary>A kind this part can read, or a refusal that says what the file is.</summary>
    public static (string? Kind, ListFileRefusal? Refusal) Of(Stream stream, string fileName)
    {
        var head = new byte[16];
        stream.Position = 0;
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return head.AsSpan(0, length) switch
        {
            [] => (null, new ListFileRefusal.Empty(fileName)),
            [0x50, 0x4B, 0x03, 0x04, ..] => OfZip(stream, fileName),
            [0x50, 0x4B, 0x05, 0x06, ..] => (null, new ListFileRefusal.NotAList(fileName, "空的压缩包")),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => OfOle(stream, fileName),
            [0x1F, 0x8B, ..] => (Gzip, null),
            [0x25, 0x50, 0x44, 0x46, ..] => (null, new ListFileRefusal.Unsupported(fileName, "PDF")),
            [0x7B, 0x5C, 0x72, 0x74, 0x66, ..] => (null, new ListFileRefusal.Unsupported(fileName, "Word（RTF）文档")),
            [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..] or [0x47, 0x49, 0x46, 0x38, ..] or [0x49, 0x49, 0x2A, 0, ..]
                or [0x4D, 0x4D, 0, 0x2A, ..] or [0x42, 0x4D, _, _, _, _, 0, 0, 0, 0, ..] => (null, new ListFileRefusal.NotAList(fileName, "图片")),
            [0x52, 0x61, 0x72, 0x21, ..] or [0x37, 0x7A, 0xBC, 0xAF, ..] => (null, new ListFileRefusal.NotAList(fileName, "压缩包")),
            [0x09, 0x00 or 0x02 or 0x04, _, 0x00, ..] => (null, new ListFileRefusal.Unsupported(fileName, "很早版本的 Excel 文件")),
            _ => (Text, null),
        };
    }

    private static (string?, ListFileRefusal?) OfZip(Stream stream, string fileName)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            bool Has(string name) => archive.GetEntry(name) is not null;
            return Has("xl/workbook.xml") ? (Xlsx, null)
                : Has("xl/workbook.bin") ? (null, new ListFileRefusal.Unsupported(fileName, "Excel 二进制工作簿（xlsb）"))
                : Has("word/document.xml") ? (null, new ListFileRefusal.Unsupported(fileName, "Word 文档（docx）"))
                : Has("ppt/presentation.xml") ? (null, new ListFileRefusal.NotAList(fileName, "演示文稿"))
                : Has("content.xml") && Has("mimetype") ? (null, new ListFileRefusal.Unsupported(fileName, "OpenDocument 表格（ods）"))
                : (null, new ListFileRefusal.NotAList(fileName, "压缩包"));
        }
        catch (InvalidDataException)
        {
            return (null, new ListFileRefusal.Truncated(fileName));
        }
    }

    private static (string?, ListFileRefusal?) OfOle(Stream stream, string fileName)
    {
        var directory = OleDirectory.Read(stream);
        return directory.Has("EncryptedPackage") ? (null, new ListFileRefusal.Encrypted(fileName))
            : directory.IsTruncated ? (null, new ListFileRefusal.Truncated(fileName))
            : directory.Has("Workbook") || directory.Has("Book") ? (Xls, null)
            : directory.Has("WordDocument") ? (null, new ListFileRefusal.Unsupported(fileName, "Word 文档（doc）"))
            : (null, new ListFileRefusal.NotAList(fileName, "办公软件的其他文件"));
    }

    /// <summary>What decoded text is: null for a delimited list, "html", or a refusal.</summary>
    public static (bool IsHtml, ListFileRefusal? Refusal) OfText(string sample, string fileName)
    {
        var start = sample.AsSpan().TrimStart().TrimStart('\uFEFF').TrimStart();
        if (start.IsEmpty)
        {
            return (false, new ListFileRefusal.Empty(fileName));
        }

        if (start.StartsWith("%PDF-", StringComparison.Ordinal))
        {
            return (false, new ListFileRefusal.Unsupported(fileName, "PDF"));
        }

        if (start.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase))
        {
            return (false, new ListFileRefusal.Unsupported(fileName, "单个文件网页（mht）"));
        }

        if (start.StartsWith("{\"", StringComparison.Ordinal) || start.StartsWith("[{", StringComparison.Ordinal) || start.StartsWith("{\n", StringComparison.Ordinal))
        {
            return (false, new ListFileRefusal.NotAList(fileName, "JSON 数据"));
        }

        if (start[0] != '<')
        {
            return (false, null);
        }

        if (sample.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.Ordinal)
            && !sample.Contains("<html", StringComparison.OrdinalIgnoreCase))
        {
            return (false, new ListFileRefusal.Unsupported(fileName, "XML 表格 2003"));
        }

        if (IsSignInPage(sample))
        {
            return (false, new ListFileRefusal.NotAList(fileName, "登录网页（下载时没有登录）"));
        }

        return sample.Contains("<table", StringComparison.OrdinalIgnoreCase) || sample.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || sample.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
            ? (true, null)
            : (false, new ListFileRefusal.NotAList(fileName, "XML 数据"));
    }

    // Sites that want a sign-in answer a download with their form; a list on a page with such a form has more rows.
    private static bool IsSignInPage(string sample) =>
        sample.Contains("type=\"password\"", StringComparison.OrdinalIgnoreCase)
        && sample.Split("<tr", 6, StringSplitOptions.None).Length < 6;
}
