using Matching.Domain.Libraries;

namespace Matching.Domain.Firms.Fields;

/// <summary>What decides between sources of one rank.</summary>
public enum SurvivorshipOrder
{
    /// <summary>The latest publication.</summary>
    Newest,

    /// <summary>Said by most rows; among equals the latest publication.</summary>
    Most,
}

/// <summary>How the value of one field is chosen among what rows say.</summary>
/// <param name="Group">Fields of one group must not be put together from rows of different firms; null when the field stands alone.</param>
/// <param name="Sources">Libraries from the most to the least trusted.</param>
/// <param name="TakesOthers">True when libraries that are not named count too, after all that are.</param>
public sealed record SurvivorshipRule(
    FirmField Field, string? Group, IReadOnlyList<Library> Sources, bool TakesOthers, SurvivorshipOrder Then)
{
    /// <summary>0 for the most trusted source; null when the library has no say.</summary>
    public int? RankOf(Library library)
    {
        for (var rank = 0; rank < Sources.Count; rank++)
        {
            if (Sources[rank] == library)
            {
                return rank;
            }
        }

        return TakesOthers ? Sources.Count : null;
    }
}
