[assembly: TestFramework("Matching.Search.Tests.Elasticsearch.ElasticsearchTestFramework", "Matching.Search.Tests")]

namespace Matching.Search.Tests.Elasticsearch;

/// <summary>Tests of this class need an Elasticsearch; they are skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsElasticsearchAttribute : Attribute;
