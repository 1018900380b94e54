using Microsoft.AspNetCore.Mvc;

namespace Matching.Api.Features.Exports;

/// <summary>Writes a workbook to a temporary file and hands it out: a failure half-way shows as an error page, not as a torn file.</summary>
public static class ExportFile
{
    public static async Task<(FileStreamResult File, int Rows)> CreateAsync(
        string fileName, XlsxCover? cover, XlsxSheet sheet, CancellationToken cancellationToken)
    {
        var stream = Temporary();
        try
        {
            var rows = await XlsxWriter.WriteAsync(stream, cover, sheet, cancellationToken);
            stream.Position = 0;
            return (new FileStreamResult(stream, XlsxWriter.ContentType) { FileDownloadName = fileName }, rows);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static FileStream Temporary() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 65_536,
        FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
