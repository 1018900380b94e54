namespace Matching.Ingest.Normalizing.Shape;

/// <summary>One column of a sheet and what it holds.</summary>
/// <param name="Index">0-based place in the sheet.</param>
/// <param name="Header">As printed; upper and lower header joined by a blank.</param>
/// <param name="Column">What it holds.</param>
/// <param name="Group">Number of the person or unit a repeated column belongs to, from 1; 0 when it is not repeated.</param>
public sealed record ColumnMapping(int Index, string Header, ListColumn Column, int Group = 0);
