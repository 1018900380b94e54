namespace Matching.Benchmarks;

/// <summary>The command line of this part.</summary>
internal static class Program
{
    private static int Main() => 0;
}
