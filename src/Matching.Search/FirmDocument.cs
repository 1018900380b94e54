using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Search;

/// <summary>What the index knows of one firm: a projection of its profile and score, made again whenever either changes.</summary>
public sealed record FirmDocument
{
    public required FirmId Id { get; init; }

    /// <summary>Sequence number of the change this document was made from; an index never replaces a document by one with a lower version.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>字号 and other short forms people type.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Lower-case initials of the name's pinyin and of the short names', e.g. <c>whgxkjgfyxgs</c>.</summary>
    public IReadOnlyList<string> PinyinInitials { get; init; } = [];

    /// <summary>Credit code; empty for provisional firms without one.</summary>
    public string Uscc { get; init; } = "";

    /// <summary>Certificate, registration and project numbers by which the firm can be found.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Titles of awards and projects.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    public string BusinessScope { get; init; } = "";

    public RegionCode? Region { get; init; }

    public TechnologyField? Field { get; init; }

    /// <summary>GB/T 4754 section letter; null when unknown.</summary>
    public char? IndustrySection { get; init; }

    /// <summary>Libraries with a counting fact.</summary>
    public IReadOnlyList<Library> Libraries { get; init; } = [];

    /// <summary>Libraries with a fact in force on the as-of day.</summary>
    public IReadOnlyList<Library> LibrariesInForce { get; init; } = [];

    public AuthorityLevel BestAwardLevel { get; init; }

    public AuthorityLevel BestProjectLevel { get; init; }

    public int AwardCount { get; init; }

    public int ProjectCount { get; init; }

    /// <summary>Venture money of all rounds, yuan.</summary>
    public decimal VentureAmountCny { get; init; }

    public DateOnly? RegisteredOn { get; init; }

    /// <summary>Newest counting fact, for sorting by date.</summary>
    public DateOnly? LatestFactOn { get; init; }

    /// <summary>0 to 100; null for firms not scored.</summary>
    public decimal? Points { get; init; }

    /// <summary>1 (best) to 10; null for firms not scored.</summary>
    public int? Grade { get; init; }

    public bool IsProvisional { get; init; }

    /// <summary>On an exclusion list in force; shown apart from the score.</summary>
    public bool IsExcluded { get; init; }
}
