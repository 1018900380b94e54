using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Faults;

/// <summary>A library that gives one process another clock.</summary>
public sealed class NeedsFakeTimeAttribute : NeedsAttribute
{
    public static string? Library { get; } = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    public override string? WhyNot => Library is not null ? null : "faketime is not installed (Debian: apt-get install faketime)";
}
