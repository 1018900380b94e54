using Matching.Domain.Firms;

namespace Matching.Search.Embedded;

/// <summary>All an answer is made from. Never changes: a search keeps the one it began with.</summary>
internal sealed class IndexSnapshot(IReadOnlyList<SegmentView> views, IndexVersion version)
{
    public IReadOnlyList<SegmentView> Views { get; } = views;

    public IndexVersion Version { get; } = version;

    public FirmDocument? Find(FirmId id)
    {
        foreach (var view in Views)
        {
            if (view.TryFind(id.Value, out var firm))
            {
                return view.Segment.Document(firm);
            }
        }

        return null;
    }
}
