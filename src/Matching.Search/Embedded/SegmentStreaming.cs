namespace Matching.Search.Embedded;

/// <summary>Makes segments while documents still arrive: reading on one side, as many builders as processors on the other.</summary>
internal static class SegmentStreaming
{
    public static async Task<IReadOnlyList<Segment>> BuildAsync(
        IAsyncEnumerable<FirmDocument> documents, FacetDictionary[] dictionaries, CancellationToken cancellationToken)
    {
        using var builders = new SemaphoreSlim(Environment.ProcessorCount);
        var building = new List<Task<Segment>>();
        var batch = new List<FirmDocument>();
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            batch.Add(document);
            if (batch.Count == Segment.MaxFirms)
            {
                await StartAsync(batch);
                batch = [];
            }
        }

        if (batch.Count > 0)
        {
            await StartAsync(batch);
        }

        return await Task.WhenAll(building);

        // Waiting here, not inside the task, keeps the documents in memory to one batch per builder and the one being read.
        async Task StartAsync(List<FirmDocument> full)
        {
            await builders.WaitAsync(cancellationToken);
            building.Add(Task.Run(
                () =>
                {
                    try
                    {
                        return SegmentBuilder.Build(full, dictionaries);
                    }
                    finally
                    {
                        builders.Release();
                    }
                },
                CancellationToken.None));
        }
    }
}
