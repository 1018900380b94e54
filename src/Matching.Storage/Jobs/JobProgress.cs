namespace Matching.Storage.Jobs;

/// <summary>How far a step has come.</summary>
/// <param name="RowsTotal">0 when not known.</param>
public readonly record struct JobProgress(long RowsDone, long RowsTotal);
