namespace Matching.Ingest.Normalizing.Rows;

/// <summary>Remembers what the last texts came to. Dates, amounts and regions of a list are few and repeat, reading them anew is what costs.</summary>
internal sealed class RecentReadings<T>(Func<string, T> read)
{
    private const int Places = 4096;

    private readonly (string Text, T Reading)[] places = new (string, T)[Places];

    public T Of(string text)
    {
        ref var place = ref places[string.GetHashCode(text.AsSpan()) & (Places - 1)];
        if (place.Text != text)
        {
            place = (text, read(text));
        }

        return place.Reading;
    }
}
