using System.Buffers.Binary;
using System.Text;

namespace Matching.Ingest.Reading.Workbooks;

/// <summary>Names and extents of the streams in an OLE compound file ([MS-CFB] §2), read to tell an .xls from what only looks like one.</summary>
internal sealed class OleDirectory
{
    private const int HeaderBytes = 512;
    private const int EntryBytes = 128;
    private const int MaxDirectorySectors = 64;
    private const uint LastSector = 0xFFFFFFFA;

    private readonly Stream stream;
    private readonly byte[] header = new byte[HeaderBytes];
    private readonly Dictionary<string, (uint First, long Length)> entries = new(StringComparer.Ordinal);

    private OleDirectory(Stream stream) => this.stream = stream;

    /// <summary>True when the file ends before the streams it names.</summary>
    public bool IsTruncated { get; private set; }

    public bool Has(string name) => entries.ContainsKey(name);

    public static OleDirectory Read(Stream stream)
    {
        var directory = new OleDirectory(stream);
        directory.IsTruncated = !directory.TryRead();
        return directory;
    }

    private int SectorBytes => header[30] == 12 ? 4096 : 512;

    private bool TryRead()
    {
        stream.Position = 0;
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return false;
        }

        var sector = new byte[SectorBytes];
        var at = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        for (var i = 0; at < LastSector && i < MaxDirectorySectors; i++)
        {
            if (!TryReadSector(at, sector))
            {
                return false;
            }

            AddEntries(sector);
            if (!TryNext(at, out at))
            {
                return false;
            }
        }

        return HasAllSectors();
    }

    private void AddEntries(byte[] sector)
    {
        for (var start = 0; start < sector.Length; start += EntryBytes)
        {
            var entry = sector.AsSpan(start, EntryBytes);
            var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2;
            if (nameBytes is > 0 and <= 62)
            {
                entries[Encoding.Unicode.GetString(entry[..nameBytes])] =
                    (BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]));
            }
        }
    }

    /// <summary>Follows the sheet stream to its end; the allocation table itself is near the front or the end of the file.</summary>
    private bool HasAllSectors()
    {
        if (!entries.TryGetValue("Workbook", out var book) && !entries.TryGetValue("Book", out book))
        {
            return true;
        }

        var sectors = (book.Length + SectorBytes - 1) / SectorBytes;
        var at = book.First;
        if (book.Length < 4096)
        {
            return true; // Lives in the mini stream, too small to be worth following.
        }

        for (long i = 0; i < sectors; i++)
        {
            if (at >= LastSector || Offset(at) >= stream.Length || i < sectors - 1 && Offset(at) + SectorBytes > stream.Length)
            {
                return false;
            }

            if (!TryNext(at, out at))
            {
                return false;
            }
        }

        return true;
    }

    private long Offset(uint sector) => (sector + 1L) * SectorBytes;

    private bool TryReadSector(uint sector, byte[] target)
    {
        if (Offset(sector) >= stream.Length)
        {
            return false;
        }

        stream.Position = Offset(sector);
        Array.Clear(target);
        return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) > 0;
    }

    private bool TryNext(uint sector, out uint next)
    {
        next = uint.MaxValue;
        var perTable = SectorBytes / 4;
        var table = sector / (uint)perTable;
        if (table >= 109)
        {
            return true; // Beyond the tables named in the header; such a file is larger than 6 MB and taken as whole.
        }

        var tableSector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + ((int)table * 4)));
        var offset = Offset(tableSector) + (sector % perTable * 4);
        Span<byte> value = stackalloc byte[4];
        if (tableSector >= LastSector || offset + 4 > stream.Length)
        {
            return false;
        }

        stream.Position = offset;
        stream.ReadExactly(value);
        next = BinaryPrimitives.ReadUInt32LittleEndian(value);
        return true;
    }
}
