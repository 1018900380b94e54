using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;

namespace Matching.Ingest.Linking.Judging;

/// <summary>What a judgement is about: a row, or a firm through the row that speaks most surely for it.</summary>
public abstract record JudgedTarget
{
    private JudgedTarget()
    {
    }

    public sealed record Row(UnitKey Unit) : JudgedTarget
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Unit.RecordId}/{Unit.Position}");
    }

    public sealed record Firm(FirmId Id) : JudgedTarget
    {
        public override string ToString() => Id.ToString();
    }

    /// <summary>Reads a firm (<c>F0000012</c>, or <c>12</c>) or a row (<c>345/1</c>: record and position of the unit in it).</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out JudgedTarget? target)
    {
        target = null;
        var parts = (text ?? "").Trim().Split('/');
        if (parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var record)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            target = new Row(new UnitKey(record, position));
        }
        else if (parts.Length == 1 && FirmId.TryParse(parts[0], out var firm))
        {
            target = new Firm(firm);
        }

        return target is not null;
    }
}
