namespace Matching.Integration.Tests.Faults;

/// <summary>Harm done to the product while it loads.</summary>
internal abstract class Disturbance
{
    /// <summary>What was done and when, for the table; complete once it is carried out.</summary>
    public abstract string Told { get; }

    /// <summary>Does the harm, and undoes what the product cannot undo itself.</summary>
    public abstract Task CarryOutAsync(Product product);
}
