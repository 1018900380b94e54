using Matching.Domain.Firms;

namespace Matching.Search.Embedded;

/// <summary>Makes the next snapshot from the last one and a batch of changes. Used by one writer at a time.</summary>
internal sealed class IndexWriter(FacetDictionary[] dictionaries)
{
    private readonly Dictionary<long, long> removedVersions = [];
    private long rebuiltAt;

    /// <summary>Views of the segments for a fresh index, of which a firm may be in more than one.</summary>
    public List<SegmentView> Start(IReadOnlyList<Segment> segments, long appliedChange)
    {
        rebuiltAt = appliedChange;
        foreach (var id in removedVersions.Where(removal => removal.Value <= appliedChange).Select(removal => removal.Key).ToList())
        {
            removedVersions.Remove(id);
        }

        var views = new List<SegmentView>();
        foreach (var segment in segments)
        {
            var late = new List<int>();
            for (var firm = 0; firm < segment.Firms; firm++)
            {
                if (!Supersedes(segment.IdOf(firm), segment.VersionOf(firm), views))
                {
                    late.Add(firm);
                }
            }

            Hide(views, segment);
            views.Add(SegmentView.Whole(segment).Without(late));
        }

        return views;
    }

    public List<SegmentView> Apply(
        IReadOnlyList<SegmentView> before, IReadOnlyList<FirmDocument> documents, IReadOnlyList<(FirmId Id, long Version)> removed)
    {
        var views = before.ToList();
        Remove(views, removed);
        var accepted = documents.Where(document => IsNews(document, views)).ToList();
        foreach (var chunk in accepted.Chunk(Segment.MaxFirms))
        {
            // Chunks may hold two versions of one firm; the higher one must win whichever comes first.
            var current = chunk.Where(document => Supersedes(document.Id.Value, document.Version, views)).ToList();
            var segment = SegmentBuilder.Build(current, dictionaries);
            Hide(views, segment);
            views.Add(SegmentView.Whole(segment));
        }

        return views;
    }

    /// <summary>One step of merging; false when all is well as it is.</summary>
    public bool TryMerge(List<SegmentView> views)
    {
        var picked = SegmentMerging.Pick(views);
        if (picked.Count == 0)
        {
            return false;
        }

        var documents = picked.SelectMany(i => views[i].Documents()).ToList();
        foreach (var i in picked.OrderDescending())
        {
            views.RemoveAt(i);
        }

        if (documents.Count > 0)
        {
            views.Add(SegmentView.Whole(SegmentBuilder.Build(documents, dictionaries)));
        }

        return true;
    }

    private void Remove(List<SegmentView> views, IReadOnlyList<(FirmId Id, long Version)> removed)
    {
        var gone = new Dictionary<SegmentView, List<int>>();
        foreach (var (id, version) in removed)
        {
            removedVersions[id.Value] = Math.Max(version, removedVersions.GetValueOrDefault(id.Value));
            foreach (var view in views)
            {
                if (view.TryFind(id.Value, out var firm) && view.Segment.VersionOf(firm) <= version)
                {
                    (gone.TryGetValue(view, out var firms) ? firms : gone[view] = []).Add(firm);
                }
            }
        }

        Replace(views, gone);
    }

    /// <summary>False for writes that come late: older than what is held, than the removal, or than the change a rebuild already contained.</summary>
    private bool IsNews(FirmDocument document, List<SegmentView> views)
    {
        var id = document.Id.Value;
        if (!Supersedes(id, document.Version, views))
        {
            return false;
        }

        return document.Version > rebuiltAt || views.Exists(view => view.TryFind(id, out _));
    }

    private bool Supersedes(long id, long version, List<SegmentView> views)
    {
        if (removedVersions.TryGetValue(id, out var removedAt) && version <= removedAt)
        {
            return false;
        }

        foreach (var view in views)
        {
            if (view.TryFind(id, out var firm))
            {
                return view.Segment.VersionOf(firm) <= version;
            }
        }

        return true;
    }

    /// <summary>Takes out of the older views what the newer segment holds at the same or a higher version.</summary>
    private static void Hide(List<SegmentView> views, Segment newer)
    {
        var hidden = new Dictionary<SegmentView, List<int>>();
        foreach (var view in views)
        {
            var ids = view.Segment.Ids;
            if (ids.IsEmpty || newer.Ids.IsEmpty || ids[^1] < newer.Ids[0] || newer.Ids[^1] < ids[0])
            {
                continue;
            }

            for (var i = 0; i < newer.Firms; i++)
            {
                if (view.TryFind(newer.IdOf(i), out var firm) && view.Segment.VersionOf(firm) <= newer.VersionOf(i))
                {
                    (hidden.TryGetValue(view, out var firms) ? firms : hidden[view] = []).Add(firm);
                }
            }
        }

        Replace(views, hidden);
    }

    private static void Replace(List<SegmentView> views, Dictionary<SegmentView, List<int>> without)
    {
        for (var i = 0; i < views.Count; i++)
        {
            if (without.TryGetValue(views[i], out var firms))
            {
                views[i] = views[i].Without(firms);
            }
        }
    }
}
