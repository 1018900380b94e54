using System.Text;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Tests.Reading;

/// <summary>Short ways to open what a test wrote.</summary>
internal static class Opening
{
    static Opening() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Gb18030 => Encoding.GetEncoding("GB18030");

    public static async Task<ListFile> FileAsync(Stream content, string name, ListLimits? limits = null)
    {
        var result = await ListFile.OpenAsync(content, name, limits);
        return result is ListFileResult.Opened opened ? opened.File : throw new InvalidOperationException(((ListFileResult.Refused)result).Refusal.Message);
    }

    public static Task<ListFile> TextAsync(string text, string name = "名单.csv", Encoding? encoding = null) =>
        FileAsync(new MemoryStream([.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? new UTF8Encoding(false)).GetBytes(text)]), name);

    public static async Task<ListFileRefusal> RefusalAsync(byte[] content, string name, ListLimits? limits = null) =>
        Assert.IsType<ListFileResult.Refused>(await ListFile.OpenAsync(new MemoryStream(content), name, limits)).Refusal;

    public static async Task<List<ListRow>> RowsAsync(ListFile file)
    {
        var rows = new List<ListRow>();
        await foreach (var row in file.RowsAsync())
        {
            rows.Add(row);
        }

        return rows;
    }

    public static async Task<string[]> LinesAsync(ListFile file) =>
        [.. (await RowsAsync(file)).Select(row => $"{row.Record.Row}:{string.Join('|', row.Record.Cells)}")];
}
