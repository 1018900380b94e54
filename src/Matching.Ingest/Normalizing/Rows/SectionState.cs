using Matching.Domain.Codes;
using Matching.Ingest.Normalizing.Shape;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>What the section rows above a record say about it.</summary>
/// <param name="Label">Label that is neither grade, award kind nor region: a plan, a scheme, a part of the list.</param>
internal sealed record SectionState(string? Grade, string? Kind, RegionCode? Region, string? Label)
{
    public static SectionState None { get; } = new(null, null, null, null);

    /// <summary>A kind opens a new run of grades; the others replace their like.</summary>
    public SectionState Enter(SectionLabel label, RegionCode? within)
    {
        if (label.IsGrade)
        {
            return this with { Grade = label.Text };
        }

        if (label.IsAwardKind)
        {
            return this with { Kind = label.Text, Grade = null };
        }

        return RegionTable.TryFind(label.Text, out var region, within) || RegionTable.TryFind(label.Text, out region)
            ? this with { Region = region }
            : this with { Label = label.Text };
    }
}
