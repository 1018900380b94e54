using System.Data.Common;
using System.Text.Json;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Storage.Sql;

namespace Matching.Storage.Profiles;

/// <summary>Reads one mention from the row the reader stands on; columns as in <see cref="ProfileSql"/>.</summary>
internal sealed class MentionRow(DbDataReader row, IReadOnlyDictionary<Guid, string> files)
{
    /// <summary>More units than this in one row would make ids of facts collide; the widest lists have some ten.</summary>
    public const int PositionsPerRecord = 64;

    private static readonly Dictionary<string, string> Nothing = [];

    public long FirmId => row.GetInt64(0);

    public FirmMention Read()
    {
        var record = row.GetInt64(1);
        var position = row.GetInt32(2);
        var delivery = row.GetGuid(7);
        var fact = new FirmFact
        {
            // One record names several units: the id is that of the pair and stays the same for ever.
            Id = (record * PositionsPerRecord) + position,
            FirmId = new FirmId(FirmId),
            Library = (Library)row.GetInt32(3),
            State = (PublicityState)row.GetInt32(4),
            Role = (UnitRole)row.GetInt32(5),
            UnitRank = position,
            PublishedOn = Day(6)!.Value,
            Source = new FactSource(record, delivery, files.GetValueOrDefault(delivery, ""), row.GetString(8), row.GetInt32(9)),
            Title = Text(10),
            Number = Text(11),
            Kind = Text(12),
            Grade = Text(13),
            Level = (AuthorityLevel)row.GetInt32(14),
            Year = Number(15),
            EventOn = Day(16),
            ValidFrom = Day(17),
            ValidUntil = Day(18),
            AmountCny = row.IsDBNull(19) ? null : row.GetDecimal(19),
            Field = Number(20) is { } field ? (TechnologyField)field : null,
            ListRegion = Region(21),
            More = Text(22) is { } json ? JsonSerializer.Deserialize<Dictionary<string, string>>(json)! : Nothing,
            WithdrawnOn = Day(23),
            RecordedAt = Moment(24)!.Value,
            RetractedAt = Moment(25),
        };
        return new FirmMention(fact, row.GetString(26), row.GetString(27), Text(28), Text(29), Region(30), Text(31) is { } printed && Uscc.TryParse(printed, out var code) ? code : null);
    }

    private string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private int? Number(int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private RegionCode? Region(int column) => Number(column) is { } value ? new RegionCode(value) : null;

    private DateOnly? Day(int column) => row.IsDBNull(column) ? null : row.GetDay(column);

    private DateTimeOffset? Moment(int column) => row.IsDBNull(column) ? null : row.GetMoment(column);
}
