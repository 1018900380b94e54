namespace Matching.Search.Embedded;

/// <summary>Room for one number per character of a column, used for one column after another while a segment is made and then let go.</summary>
internal sealed class GramScratch
{
    /// <summary>Number of the gram that begins at a place; −1 where none does.</summary>
    public int[] NumberAt { get; private set; } = [];

    /// <summary>Dense ordinal + 1 of the gram one shorter that begins at a place; 0 where it is not dense.</summary>
    public ushort[] DenseAt { get; private set; } = [];

    public void MakeRoomFor(int characters)
    {
        if (NumberAt.Length < characters)
        {
            NumberAt = new int[characters];
            DenseAt = new ushort[characters];
        }
    }
}
