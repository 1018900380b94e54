using System.Globalization;

namespace Matching.Benchmarks;

/// <summary>Options of a benchmark as <c>--name value</c> pairs.</summary>
internal sealed class BenchmarkOptions
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public static BenchmarkOptions Parse(string[] arguments)
    {
        if (arguments.Length % 2 != 0)
        {
            throw new ArgumentException($"Options come in pairs, '--name value'; there are {arguments.Length} parts.", nameof(arguments));
        }

        var options = new BenchmarkOptions();
        foreach (var pair in arguments.Chunk(2))
        {
            options.values[pair[0]] = pair[1];
        }

        return options;
    }

    public string? Text(string name) => values.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
