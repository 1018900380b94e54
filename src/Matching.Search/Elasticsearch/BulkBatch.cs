using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Matching.Search.Elasticsearch;

/// <summary>The body of one bulk request, and where in it each firm's lines are, so that some of them can be sent again.</summary>
internal sealed class BulkBatch : IDisposable
{
    private static readonly MediaTypeHeaderValue Lines = new("application/x-ndjson");

    // Chinese as it is: escaped it would be twice as long.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> body = new(1 << 16);
    private readonly List<(long Firm, int Start, int End)> items = [];
    private readonly Utf8JsonWriter json;

    public BulkBatch() => json = new Utf8JsonWriter(body, Plain);

    public int Bytes => body.WrittenCount;

    public int Count => items.Count;

    public void Add(FirmDocument firm, IndexedFirm form)
    {
        var start = Bytes;
        WriteAction("index", firm.Id.Value, firm.Version);
        form.Write(json, firm);
        EndLine();
        items.Add((firm.Id.Value, start, Bytes));
    }

    public void Remove(long firm, long version)
    {
        var start = Bytes;
        WriteAction("delete", firm, version);
        items.Add((firm, start, Bytes));
    }

    public long FirmOf(int item) => items[item].Firm;

    public HttpContent Content() => Content(body.WrittenMemory);

    /// <summary>Another batch with these items only.</summary>
    public BulkBatch Only(IReadOnlyList<int> wanted)
    {
        var some = new BulkBatch();
        foreach (var item in wanted)
        {
            var (firm, start, end) = items[item];
            var at = some.Bytes;
            some.body.Write(body.WrittenSpan[start..end]);
            some.items.Add((firm, at, some.Bytes));
        }

        return some;
    }

    public void Dispose() => json.Dispose();

    private static ReadOnlyMemoryContent Content(ReadOnlyMemory<byte> bytes)
    {
        var content = new ReadOnlyMemoryContent(bytes);
        content.Headers.ContentType = Lines;
        return content;
    }

    /// <summary>Equal versions are taken again: they are the same document, and a request is repeated when its answer was lost.</summary>
    private void WriteAction(string action, long firm, long version)
    {
        json.WriteStartObject();
        json.WriteStartObject(action);
        json.WriteString("_id", IndexId.Of(firm));
        json.WriteNumber("version", version);
        json.WriteString("version_type", "external_gte");
        json.WriteEndObject();
        json.WriteEndObject();
        EndLine();
    }

    private void EndLine()
    {
        json.Flush();
        json.Reset();
        body.GetSpan(1)[0] = (byte)'\n';
        body.Advance(1);
    }
}
