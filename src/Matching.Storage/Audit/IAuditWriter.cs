namespace Matching.Storage.Audit;

/// <summary>Puts entries at the end of the chain. One call at a time in a process; other processes may write to the same chain.</summary>
internal interface IAuditWriter
{
    /// <summary>Chains the notes in the order given. What it wrote is on the disk when it returns; all of it or nothing.</summary>
    Task AppendAsync(IReadOnlyList<AuditNote> notes);
}
