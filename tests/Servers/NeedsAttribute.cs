namespace Matching.Tests.Servers;

/// <summary>What tests need of the machine; where it is missing they are skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public abstract class NeedsAttribute : Attribute
{
    /// <summary>Null when it is there, else the reason and what to install.</summary>
    public abstract string? WhyNot { get; }
}
