namespace Matching.Search.Elasticsearch;

/// <summary>Section <c>Matching:Search:Elasticsearch</c>; read when <c>Matching:Search:Index</c> is <c>Elasticsearch</c>.</summary>
public sealed class ElasticsearchOptions
{
    public const string Section = SearchOptions.Section + ":Elasticsearch";

    /// <summary>Address of the cluster or of what stands before it. <c>Matching:Search:Elasticsearch:Url</c>, <c>Matching__Search__Elasticsearch__Url</c>.</summary>
    public Uri? Url { get; set; }

    /// <summary>Name of a user; needs <see cref="Password"/>. <c>Matching__Search__Elasticsearch__User</c>.</summary>
    public string? User { get; set; }

    /// <summary><c>Matching__Search__Elasticsearch__Password</c>; from the environment, never from a file under version control.</summary>
    public string? Password { get; set; }

    /// <summary>The encoded API key, instead of user and password. <c>Matching__Search__Elasticsearch__ApiKey</c>.</summary>
    public string? ApiKey { get; set; }

    /// <summary>PEM file with the only authorities the cluster's certificate may come from. Without it the machine's own list holds. <c>Matching__Search__Elasticsearch__CertificateAuthorityFile</c>.</summary>
    public string? CertificateAuthorityFile { get; set; }

    /// <summary>Alias of the index in use; the indices behind it begin with it. <c>Matching__Search__Elasticsearch__Alias</c>.</summary>
    public string Alias { get; set; } = "matching-firms";

    /// <summary>Primary shards of a new index, 1 to 64; one carries about ten million firms. <c>Matching__Search__Elasticsearch__Shards</c>.</summary>
    public int Shards { get; set; } = 1;

    /// <summary>Copies of each shard once an index is in use, 0 to 8. <c>Matching__Search__Elasticsearch__Replicas</c>.</summary>
    public int Replicas { get; set; } = 1;

    /// <summary>Time for one search or suggestion. <c>Matching__Search__Elasticsearch__SearchTimeout</c>.</summary>
    public TimeSpan SearchTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for one bulk request or one change of an index. <c>Matching__Search__Elasticsearch__WriteTimeout</c>.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a bulk request is tried again while the cluster is busy or away. <c>Matching__Search__Elasticsearch__BulkPatience</c>.</summary>
    public TimeSpan BulkPatience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes after which a bulk request is sent, 1 kB to 50 MB. <c>Matching__Search__Elasticsearch__BulkBytes</c>.</summary>
    public int BulkBytes { get; set; } = 4 * 1024 * 1024;
}
