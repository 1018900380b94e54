namespace Matching.Storage.Audit;

/// <summary>What walking the chain found.</summary>
public abstract record AuditVerification
{
    private AuditVerification()
    {
    }

    /// <summary>Every entry is there and as it was written.</summary>
    /// <param name="LastHash">Kept elsewhere, it also proves later that nothing was cut off at the end.</param>
    public sealed record Intact(long Entries, string LastHash) : AuditVerification;

    /// <summary>The first entry that does not fit; nothing after it can be trusted either.</summary>
    /// <param name="Why">Chinese sentence.</param>
    public sealed record Broken(long FirstBrokenId, string Why) : AuditVerification;
}
