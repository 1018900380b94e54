using System.Globalization;

namespace Matching.Search.Embedded;

/// <summary>The place after a hit: its sort key and id. It names no document, so it stays good while the index changes.</summary>
internal readonly record struct SearchCursor(FirmSort Sort, long Key, long Id)
{
    /// <summary>True when a firm with this key and id comes after the place.</summary>
    public bool IsBefore(long key, long id) => key < Key || (key == Key && id > Id);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)Sort}-{Key:x16}-{Id:x}");

    /// <exception cref="ArgumentException">Not a cursor, or one of another order.</exception>
    public static SearchCursor Parse(string text, FirmSort sort)
    {
        var parts = text.Split('-');
        if (parts.Length != 3
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ofSort)
            || !long.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            || !long.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
        {
            throw new ArgumentException("The cursor was not made by this index.", nameof(text));
        }

        return ofSort == (int)sort
            ? new SearchCursor(sort, key, id)
            : throw new ArgumentException($"The cursor belongs to the order {(FirmSort)ofSort}, the search asks for {sort}.", nameof(text));
    }
}
