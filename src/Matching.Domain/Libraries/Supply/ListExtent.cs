namespace Matching.Domain.Libraries.Supply;

/// <summary>What the absence of a firm from a list means.</summary>
public enum ListExtent
{
    /// <summary>增补清单: each list adds to those before; absence means nothing.</summary>
    Additions = 1,

    /// <summary>整份清单: each list names everything that stands; a firm that is no longer on it is a question for a person.</summary>
    WholeState = 2,
}
