namespace Matching.Tests.Servers;

public sealed class NeedsElasticsearchAttribute : NeedsAttribute
{
    public override string? WhyNot => ElasticsearchServer.WhyNot;
}
