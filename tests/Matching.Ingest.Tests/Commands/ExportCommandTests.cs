using Matching.Ingest.Commands;

namespace Matching.Ingest.Tests.Commands;

public sealed class ExportCommandTests
{
    [Fact]
    public async Task Exported_file_begins_with_one_byte_order_mark_and_the_header()
    {
        var folder = Directory.CreateTempSubdirectory("export").FullName;
        try
        {
            var path = Path.Combine(folder, "links.csv");
            var exit = await IngestCommands.Root().Parse(["export", "links", "--out", path, "--data", Path.Combine(folder, "data"), "--json"]).InvokeAsync();
            Assert.Equal(0, exit);
            Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'d', (byte)'e'], (await File.ReadAllBytesAsync(path))[..5]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
