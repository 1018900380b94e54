using System.Text;

namespace Matching.Domain.Text;

/// <summary>Opens the reference tables compiled into this assembly; lines that begin with <c>#</c> name source and edition.</summary>
internal static class DataFile
{
    public static IEnumerable<string> Lines(string name)
    {
        var assembly = typeof(DataFile).Assembly;
        using var stream = assembly.GetManifestResourceStream($"Matching.Domain.Data.{name}")
            ?? throw new InvalidOperationException($"The table {name} is not part of {assembly.GetName().Name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
