namespace Matching.Ml.Training.Reading;

/// <summary>A data file that cannot be read as rows of factors; the message names file, line, column and what would be right, in Chinese.</summary>
public sealed class TableFileException(string message) : Exception(message);
