using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Search;

namespace Matching.Ingest.Indexing;

/// <summary>A document as bytes, fields in the order of <see cref="FirmDocument"/>; absent values are marked, never guessed.</summary>
internal static class FirmDocumentBytes
{
    public static void Write(BinaryWriter writer, FirmDocument document)
    {
        writer.Write(document.Id.Value);
        writer.Write(document.Version);
        writer.Write(document.Name);
        WriteTexts(writer, document.FormerNames);
        WriteTexts(writer, document.ShortNames);
        WriteTexts(writer, document.PinyinInitials);
        writer.Write(document.Uscc);
        WriteTexts(writer, document.Numbers);
        WriteTexts(writer, document.Titles);
        writer.Write(document.BusinessScope);
        writer.Write(document.Region?.Value ?? 0);
        writer.Write((byte)(document.Field ?? 0));
        writer.Write(document.IndustrySection ?? '\0');
        WriteLibraries(writer, document.Libraries);
        WriteLibraries(writer, document.LibrariesInForce);
        writer.Write((byte)document.BestAwardLevel);
        writer.Write((byte)document.BestProjectLevel);
        writer.Write(document.AwardCount);
        writer.Write(document.ProjectCount);
        writer.Write(document.VentureAmountCny);
        writer.Write(document.RegisteredOn?.DayNumber ?? -1);
        writer.Write(document.LatestFactOn?.DayNumber ?? -1);
        writer.Write(document.Points ?? -1m);
        writer.Write((sbyte)(document.Grade ?? -1));
        writer.Write(document.IsProvisional);
        writer.Write(document.IsExcluded);
    }

    public static FirmDocument Read(BinaryReader reader) => new()
    {
        // Initialisers run in the order written, which is the order of the bytes.
        Id = new FirmId(reader.ReadInt64()),
        Version = reader.ReadInt64(),
        Name = reader.ReadString(),
        FormerNames = ReadTexts(reader),
        ShortNames = ReadTexts(reader),
        PinyinInitials = ReadTexts(reader),
        Uscc = reader.ReadString(),
        Numbers = ReadTexts(reader),
        Titles = ReadTexts(reader),
        BusinessScope = reader.ReadString(),
        Region = reader.ReadInt32() is > 0 and var region ? new RegionCode(region) : null,
        Field = reader.ReadByte() is > 0 and var field ? (TechnologyField)field : null,
        IndustrySection = reader.ReadChar() is not '\0' and var section ? section : null,
        Libraries = ReadLibraries(reader),
        LibrariesInForce = ReadLibraries(reader),
        BestAwardLevel = (AuthorityLevel)reader.ReadByte(),
        BestProjectLevel = (AuthorityLevel)reader.ReadByte(),
        AwardCount = reader.ReadInt32(),
        ProjectCount = reader.ReadInt32(),
        VentureAmountCny = reader.ReadDecimal(),
        RegisteredOn = reader.ReadInt32() is >= 0 and var registered ? DateOnly.FromDayNumber(registered) : null,
        LatestFactOn = reader.ReadInt32() is >= 0 and var latest ? DateOnly.FromDayNumber(latest) : null,
        Points = reader.ReadDecimal() is >= 0 and var points ? points : null,
        Grade = reader.ReadSByte() is > 0 and var grade ? grade : null,
        IsProvisional = reader.ReadBoolean(),
        IsExcluded = reader.ReadBoolean(),
    };

    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static string[] ReadTexts(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        if (count == 0)
        {
            return [];
        }

        var texts = new string[count];
        for (var index = 0; index < count; index++)
        {
            texts[index] = reader.ReadString();
        }

        return texts;
    }

    private static void WriteLibraries(BinaryWriter writer, IReadOnlyList<Library> libraries)
    {
        writer.Write((byte)libraries.Count);
        foreach (var library in libraries)
        {
            writer.Write((byte)library);
        }
    }

    private static Library[] ReadLibraries(BinaryReader reader)
    {
        var libraries = new Library[reader.ReadByte()];
        for (var index = 0; index < libraries.Length; index++)
        {
            libraries[index] = (Library)reader.ReadByte();
        }

        return libraries;
    }
}
