namespace Matching.Integration.Tests.Faults;

/// <summary>The last lines a process wrote, to be shown when it has ended against our will.</summary>
internal sealed class LastWords
{
    private const int Most = 200;

    private readonly Queue<string> lines = new();

    public void Add(string? line)
    {
        lock (lines)
        {
            if (line is not null)
            {
                lines.Enqueue(line);
            }

            if (lines.Count > Most)
            {
                lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (lines)
        {
            return string.Join('\n', lines);
        }
    }
}
