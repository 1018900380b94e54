using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Matching.Ingest.Reading.Html;
using Matching.Ingest.Reading.Text;
using Matching.Ingest.Reading.Workbooks;

namespace Matching.Ingest.Reading;

/// <summary>One list file, opened: its format and encoding are known, its sizes are checked, its rows can be read as often as needed.</summary>
public sealed class ListFile : IAsyncDisposable, IDisposable
{
    private const int TextSampleBytes = 1 << 16;

    private readonly Stream content;
    private readonly ListLimits limits;
    private TextEncodingGuess? encoding;
    private XlsxWorkbook? workbook;
    private char delimiter;

    private ListFile(Stream content, string name, ListLimits limits)
    {
        this.content = content;
        this.limits = limits;
        Name = name;
    }

    /// <summary>File name as delivered, without any path.</summary>
    public string Name { get; }

    public ListFormat Format { get; private set; }

    /// <summary>What was detected, for people: <c>CSV，GB18030，逗号分隔</c>.</summary>
    public string Description { get; private set; } = "";

    public static async Task<ListFileResult> OpenAsync(string path, ListLimits? limits = null, CancellationToken cancellationToken = default)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return await OpenAsync(stream, Path.GetFileName(path), limits, cancellationToken);
    }

    /// <summary>Takes the stream over. A stream that cannot seek is first copied to a temporary file, up to the size limit.</summary>
    public static async Task<ListFileResult> OpenAsync(Stream stream, string fileName, ListLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= ListLimits.Default;
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var tooLarge = new ListFileRefusal.TooLarge(name, "文件", $"{limits.MaxBytes >> 20} MB");
        if (!stream.CanSeek)
        {
            var copy = await BoundedCopy.ToTemporaryFileAsync(stream, limits.MaxBytes, cancellationToken);
            await stream.DisposeAsync();
            if (copy is null)
            {
                return new ListFileResult.Refused(tooLarge);
            }

            stream = copy;
        }

        if (stream.Length > limits.MaxBytes)
        {
            await stream.DisposeAsync();
            return new ListFileResult.Refused(tooLarge);
        }

        var refusal = await ExamineAsync(stream, name, limits, cancellationToken);
        if (refusal.Refusal is not null)
        {
            await stream.DisposeAsync();
            return new ListFileResult.Refused(refusal.Refusal);
        }

        return new ListFileResult.Opened(refusal.File!);
    }

    /// <summary>What the reader opened last has met so far.</summary>
    public ReadingNotes Notes { get; private set; } = new();

    /// <summary>A reader at the start of the file. One at a time: readers share the bytes.</summary>
    public IListReader OpenReader()
    {
        var reader = ReaderOf(new SharedView(content));
        Notes = reader.Notes;
        return reader;
    }

    private IListReader ReaderOf(SharedView view) => Format switch
    {
        ListFormat.Xlsx => new XlsxReader(view, workbook!, Name, limits),
        ListFormat.Xls => new XlsReader(view, Name, limits),
        ListFormat.Html => new HtmlTableReader(ReadAllText(view), Name, limits),
        _ => new DelimitedReader(view, Name, encoding!, delimiter, limits),
    };

    /// <summary>All rows of all sheets, in order.</summary>
    public async IAsyncEnumerable<ListRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        using var reader = OpenReader();
        while (reader.NextSheet())
        {
            while (reader.Read(out var row))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return row;
            }
        }
    }

    public void Dispose() => content.Dispose();

    public ValueTask DisposeAsync() => content.DisposeAsync();

    private static async Task<(ListFile? File, ListFileRefusal? Refusal)> ExamineAsync(
        Stream stream, string name, ListLimits limits, CancellationToken cancellationToken)
    {
        var (kind, refusal) = ContentGuess.Of(stream, name);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        if (kind == ContentGuess.Gzip)
        {
            (var expanded, refusal) = await ExpandAsync(stream, name, limits, cancellationToken);
            if (expanded is null)
            {
                return (null, refusal);
            }

            await stream.DisposeAsync();
            stream = expanded;
        }

        var file = new ListFile(stream, name, limits);
        refusal = kind switch
        {
            ContentGuess.Xlsx => file.ExamineXlsx(),
            ContentGuess.Xls => file.ExamineXls(),
            _ => file.ExamineText(),
        };
        return refusal is null ? (file, null) : (null, refusal);
    }

    private static async Task<(Stream? Expanded, ListFileRefusal? Refusal)> ExpandAsync(
        Stream stream, string name, ListLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            using var gzip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            var mayExpandTo = Math.Min(limits.MaxExpandedBytes, Math.Max(64L << 20, stream.Length * limits.MaxExpansionRatio));
            var expanded = await BoundedCopy.ToTemporaryFileAsync(gzip, mayExpandTo, cancellationToken);
            if (expanded is null)
            {
                return (null, new ListFileRefusal.Bomb(name, "gz 压缩内容", mayExpandTo, stream.Length));
            }

            var (kind, refusal) = ContentGuess.Of(expanded, name);
            if (kind != ContentGuess.Text)
            {
                await expanded.DisposeAsync();
                return (null, refusal ?? new ListFileRefusal.NotAList(name, "压缩包"));
            }

            return (expanded, null);
        }
        catch (InvalidDataException)
        {
            return (null, new ListFileRefusal.Truncated(name));
        }
    }

    private ListFileRefusal? ExamineXlsx()
    {
        Format = ListFormat.Xlsx;
        Description = "Excel 工作簿（xlsx）";
        try
        {
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (ZipGuard.Check(archive, Name, limits) is { } refusal)
            {
                return refusal;
            }

            workbook = XlsxWorkbook.Read(archive);
            return workbook.Sheets.Count > 0 ? null : new ListFileRefusal.Empty(Name);
        }
        catch (InvalidDataException)
        {
            return new ListFileRefusal.Truncated(Name);
        }
    }

    private ListFileRefusal? ExamineXls()
    {
        Format = ListFormat.Xls;
        Description = "Excel 97-2003 工作簿（xls）";
        try
        {
            using var reader = OpenReader();
            return null;
        }
        catch (ListFileException refused)
        {
            return refused.Refusal;
        }
    }

    private ListFileRefusal? ExamineText()
    {
        encoding = TextEncodingGuess.Of(content);
        if (encoding.IsBinary)
        {
            return new ListFileRefusal.NotAList(Name, "二进制文件");
        }

        if (encoding.Encoding is null)
        {
            return new ListFileRefusal.UnreadableText(Name);
        }

        var sample = ReadSample();
        var (isHtml, refusal) = ContentGuess.OfText(sample, Name);
        if (refusal is not null)
        {
            return refusal;
        }

        if (isHtml)
        {
            Format = ListFormat.Html;
            Description = $"网页表格，{encoding.Name}";
            return content.Length > limits.MaxHtmlBytes
                ? new ListFileRefusal.TooLarge(Name, "网页", $"{limits.MaxHtmlBytes >> 20} MB")
                : null;
        }

        Format = ListFormat.Delimited;
        delimiter = DelimiterGuess.Of(sample);
        var delimiterName = delimiter switch { ',' => "逗号", '\t' => "制表符", ';' => "分号", '|' => "竖线", _ => $"“{delimiter}”" };
        Description = $"文本，{encoding.Name}，{delimiterName}分隔";
        return null;
    }

    private string ReadSample()
    {
        var bytes = ArrayPool<byte>.Shared.Rent(TextSampleBytes);
        content.Position = encoding!.PreambleLength;
        var read = content.ReadAtLeast(bytes.AsSpan(0, TextSampleBytes), TextSampleBytes, throwOnEndOfStream: false);
        var chars = new char[encoding.Encoding!.GetMaxCharCount(read)];

        // No flush: the sample may end inside a character.
        var length = encoding.Encoding.GetDecoder().GetChars(bytes.AsSpan(0, read), chars, flush: false);
        ArrayPool<byte>.Shared.Return(bytes);
        return new string(chars, 0, length);
    }

    private string ReadAllText(Stream view)
    {
        view.Position = encoding!.PreambleLength;
        using var reader = new StreamReader(view, encoding.Encoding!, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }
}
