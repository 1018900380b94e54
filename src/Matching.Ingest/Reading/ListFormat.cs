namespace Matching.Ingest.Reading;

/// <summary>What a file is by its content, whatever its extension says.</summary>
public enum ListFormat
{
    Xlsx = 1,
    Xls = 2,
    Delimited = 3,
    Html = 4,
}
