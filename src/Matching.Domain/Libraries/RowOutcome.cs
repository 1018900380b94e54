namespace Matching.Domain.Libraries;

/// <summary>Where a row of a delivery ended. Every row read ends in exactly one of these.</summary>
public enum RowOutcome
{
    /// <summary>The row brought a new fact, or a new state of a known one.</summary>
    Accepted = 1,

    /// <summary>The same fact, word for word, is already in force.</summary>
    Unchanged = 2,

    /// <summary>A later row of the same delivery says otherwise about the same thing, and that row counts.</summary>
    Superseded = 3,

    /// <summary>The row takes an earlier fact back.</summary>
    Withdrawn = 4,

    /// <summary>The row is no record: title, header, section, total, note, empty.</summary>
    Skipped = 5,

    /// <summary>The row is a record but cannot be used as it stands; its issues say why.</summary>
    Rejected = 6,
}

/// <summary>Why a row was skipped.</summary>
public enum SkipKind
{
    Empty = 1,
    Title = 2,
    Header = 3,
    Section = 4,
    Total = 5,
    Note = 6,

    /// <summary>Its cells were joined to the row above, which broke over two lines.</summary>
    Continuation = 7,
}
