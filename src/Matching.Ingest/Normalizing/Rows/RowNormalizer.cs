using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>The rules of one library: from a row with known columns to a record.</summary>
internal abstract class RowNormalizer
{
    /// <summary>Columns the rules read; all others are kept beside the record.</summary>
    public abstract IReadOnlySet<ListColumn> Typed { get; }

    /// <summary>The record, or null when the row cannot be used; then an error is among the issues of the row.</summary>
    public abstract NormalizedRecord? Normalize(RowView row);

    public static RowNormalizer For(Library library) => library switch
    {
        Library.Awards => new AwardRows(),
        Library.TechSmes => new TechSmeRows(),
        Library.HighTechFirms => new HighTechRows(),
        Library.Projects => new ProjectRows(),
        Library.Ventures => new VentureRows(),
        Library.Registry => new RegistryRows(),
        Library.Renames => new RenameRows(),
        Library.Outcomes => new OutcomeRows(),
        _ => throw new ArgumentOutOfRangeException(nameof(library), library, "no rules for this library"),
    };
}
