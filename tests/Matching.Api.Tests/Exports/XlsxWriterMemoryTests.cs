using System.Globalization;
using Matching.Api.Features.Exports;
using Matching.Api.Tests.Site;

namespace Matching.Api.Tests.Exports;

/// <summary>What a workbook keeps in memory while it is written; counted for the whole process, so nothing may run beside it.</summary>
[Collection(nameof(Alone))]
public sealed class XlsxWriterMemoryTests
{
    private static readonly XlsxColumn[] Columns =
    [
        new("企业名称", Width: 40),
        new("统一社会信用代码", Width: 22, Note: "18 位"),
        new("推荐分", XlsxType.Number),
        new("登记日", XlsxType.Day),
    ];

    [Fact]
    public async Task Memory_does_not_grow_with_the_rows()
    {
        var before = GC.GetTotalMemory(true);
        var most = long.MinValue;
        using var file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);

        var written = await XlsxWriter.WriteAsync(file, null, new XlsxSheet("名单", Columns, ManyAsync()), CancellationToken.None);

        Assert.Equal(60_000, written);
        Assert.InRange(most, long.MinValue, 16_000_000);

        async IAsyncEnumerable<IReadOnlyList<object?>> ManyAsync()
        {
            for (var row = 0; row < 60_000; row++)
            {
                if (row % 20_000 == 19_999)
                {
                    most = Math.Max(most, GC.GetTotalMemory(true) - before);
                    await Task.Yield();
                }

                yield return [$"武汉市第{row}号科技有限公司", row.ToString("D18", CultureInfo.InvariantCulture), (decimal)row, null];
            }
        }
    }
}
