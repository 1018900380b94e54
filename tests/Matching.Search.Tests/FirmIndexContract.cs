using Matching.Domain.Firms;

namespace Matching.Search.Tests;

/// <summary>What every <see cref="IFirmIndex"/> promises. One class per implementation derives from it and gets all the tests.</summary>
public abstract partial class FirmIndexContract
{
    protected static readonly DateOnly AsOf = new(2026, 11, 1);

    protected abstract IFirmIndex NewIndex();

    protected static CancellationToken Token => CancellationToken.None;

    protected async Task<IFirmIndex> IndexOfAsync(params IEnumerable<FirmDocument> firms)
    {
        var index = NewIndex();
        await index.RebuildAsync(Stream(firms), AsOf, appliedChange: 0, Token);
        return index;
    }

    protected static async IAsyncEnumerable<FirmDocument> Stream(IEnumerable<FirmDocument> firms)
    {
        foreach (var firm in firms)
        {
            await Task.Yield();
            yield return firm;
        }
    }

    protected static FirmDocument Firm(long id, string name, decimal? points = null) =>
        new() { Id = new FirmId(id), Version = 1, Name = name, Points = points };

    protected static async Task<IReadOnlyList<long>> IdsAsync(IFirmIndex index, FirmQuery query) =>
        [.. (await index.SearchAsync(query, Token)).Hits.Select(hit => hit.Document.Id.Value)];

    protected static Task<IReadOnlyList<long>> IdsAsync(IFirmIndex index, string text) =>
        IdsAsync(index, new FirmQuery { Text = text });
}
