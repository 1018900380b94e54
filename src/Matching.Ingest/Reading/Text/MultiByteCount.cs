namespace Matching.Ingest.Reading.Text;

/// <summary>Counts well and badly formed multi-byte sequences under one encoding.</summary>
internal static class MultiByteCount
{
    public static (long Good, long Bad) Utf8(Stream stream)
    {
        long good = 0, bad = 0;
        var expected = 0;
        var chunk = new byte[1 << 16];
        stream.Position = 0;
        for (var read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
        {
            foreach (var value in chunk.AsSpan(0, read))
            {
                if (expected > 0)
                {
                    if ((value & 0xC0) == 0x80)
                    {
                        good += --expected == 0 ? 1 : 0;
                        continue;
                    }

                    bad++;
                    expected = 0;
                }

                if (value >= 0x80)
                {
                    expected = value switch { >= 0xC2 and <= 0xDF => 1, >= 0xE0 and <= 0xEF => 2, >= 0xF0 and <= 0xF4 => 3, _ => 0 };
                    bad += expected == 0 ? 1 : 0;
                }
            }
        }

        return (good, bad + (expected > 0 ? 1 : 0));
    }

    /// <summary>GB 18030-2022 §5: two bytes 81–FE, 40–7E|80–FE; four bytes 81–FE, 30–39, 81–FE, 30–39.</summary>
    public static (long Good, long Bad) Gb18030(Stream stream)
    {
        long good = 0, bad = 0;
        var place = 0;
        var chunk = new byte[1 << 16];
        stream.Position = 0;
        for (var read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
        {
            foreach (var value in chunk.AsSpan(0, read))
            {
                var fits = place switch
                {
                    0 => value is not (0x80 or 0xFF),
                    1 => value is (>= 0x30 and <= 0x39) or (>= 0x40 and not 0x7F and not 0xFF),
                    2 => value is >= 0x81 and <= 0xFE,
                    _ => value is >= 0x30 and <= 0x39,
                };
                if (!fits)
                {
                    bad++;
                    place = 0;
                    continue;
                }

                (place, var ended) = place switch
                {
                    0 => (value > 0x80 ? 1 : 0, false),
                    1 => value <= 0x39 ? (2, false) : (0, true),
                    2 => (3, false),
                    _ => (0, true),
                };
                good += ended ? 1 : 0;
            }
        }

        return (good, bad + (place == 0 ? 0 : 1));
    }
}
