namespace Matching.Ingest.Tests.Commands;

[Collection(nameof(SaidAloud))]
public sealed class LoadCommandTests
{
    [Fact]
    public async Task A_dry_run_says_what_would_become_of_the_rows_and_keeps_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("rehearsal").FullName;
        try
        {
            var list = Path.Combine(folder, "2023年高新技术企业名单.csv");
            await File.WriteAllTextAsync(list, "序号,企业名称,证书编号\n1,武汉甲科技有限公司,GR202342000001\n2,,\n3,，,GR2\n合计,3家,\n");
            var (exit, said) = await SaidAloud.RunAsync("load", list, "--dry-run", "--data", Path.Combine(folder, "data"));
            Assert.Equal(0, exit);
            Assert.Contains("high-tech-firms", said, StringComparison.Ordinal);
            Assert.Contains("读 5 行 = 可用 1 + 略过 3 + 退回 1", said, StringComparison.Ordinal);
            Assert.Contains("证书编号→CertificateNumber", said, StringComparison.Ordinal);
            Assert.Contains("section-count 1", said, StringComparison.Ordinal);
            var kept = Directory.EnumerateFiles(Path.Combine(folder, "data"), "*", SearchOption.AllDirectories);
            Assert.DoesNotContain(kept, file => Path.GetFileName(file).Length == 64);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
