using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Faults;

/// <summary>The right to mount a small file system, to fill it.</summary>
public sealed class NeedsMountAttribute : NeedsAttribute
{
    private static readonly Lazy<bool> Allowed = new(ScantDisk.IsAllowed);

    public override string? WhyNot => Allowed.Value ? null : "this account may not mount a file system (needs root and CAP_SYS_ADMIN)";
}
