using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing;

/// <summary>What title, file name and sheet name say about every row of a list. Null means "not stated".</summary>
public sealed record ListContext
{
    public static ListContext Unstated { get; } = new();

    /// <summary>The line the facts were read from, usually the title above the table.</summary>
    public string? Title { get; init; }

    public int? Year { get; init; }

    /// <summary>第二批, 补充 …</summary>
    public string? Batch { get; init; }

    public PublicityState? State { get; init; }

    /// <summary>True for 拟取消, 拟撤销: somebody will lose something, but has not yet.</summary>
    public bool IsProposedWithdrawal { get; init; }

    public AuthorityLevel Level { get; init; }

    public RegionCode? Region { get; init; }

    /// <summary>Plan or award kind named by the title.</summary>
    public string? Kind { get; init; }

    /// <summary>Day the list was published; the loader asks or takes the day of receipt when it is not stated.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>This, with what it leaves open taken from <paramref name="weaker"/>.</summary>
    public ListContext Or(ListContext weaker) => new()
    {
        Title = Title ?? weaker.Title,
        Year = Year ?? weaker.Year,
        Batch = Batch ?? weaker.Batch,
        State = State ?? weaker.State,
        IsProposedWithdrawal = State is null ? weaker.IsProposedWithdrawal : IsProposedWithdrawal,
        Level = Level != AuthorityLevel.Unknown ? Level : weaker.Level,
        Region = Region ?? weaker.Region,
        Kind = Kind ?? weaker.Kind,
        PublishedOn = PublishedOn ?? weaker.PublishedOn,
    };
}
