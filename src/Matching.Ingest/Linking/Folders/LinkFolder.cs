using System.Diagnostics;
using System.Globalization;
using System.Text;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Domain.Linkage.Near;
using Matching.Domain.Linkage.Weighing;
using Matching.Ingest.Linking.Comparing;

namespace Matching.Ingest.Linking.Folders;

/// <summary>Links all lists of a folder with each other, without a database: read, link, write one file of links.</summary>
/// <remarks>The same rungs as the stored linking, and after them, with a register among the lists, the register rung; without one, the weighed rung. The order of files plays no part.</remarks>
public static class LinkFolder
{
    // Enough that handing blocks over costs nothing, few enough that a block is no large object.
    private const int LinesPerBlock = 256;

    /// <param name="output">Takes the links, UTF-8.</param>
    /// <param name="questions">Takes the rows a person has to look at with the firms they may mean, UTF-8; null = nobody asks.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static async Task<LinkFolderReport> RunAsync(string folder, TextWriter output, TextWriter? questions, Weighing weighing, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var lists = await ReadAsync(folder, clock, cancellationToken);
        var read = Stopwatch.GetElapsedTime(started);

        var units = UnitsOf(lists);
        var ladder = LinkageLadder.Run(units);
        var result = NearRungs.Apply(ladder, KeptApart.Nobody, weighing.Model, weighing.JoinFrom);
        var linked = Stopwatch.GetElapsedTime(started);

        await WriteAsync(lists, result, output, cancellationToken);
        if (questions is not null)
        {
            await WriteQuestionsAsync(lists, result, questions, cancellationToken);
        }

        return new LinkFolderReport(
            [.. lists.Select(list => new LinkedList(list.Name, list.Library, list.Rows, list.Units.Count, list.Refusal))],
            units.Count,
            result.Groups.Count,
            result.Groups.SelectMany(group => group.Members).CountBy(member => member.Band).ToDictionary(),
            result.Reviews.Count,
            read.TotalSeconds,
            (linked - read).TotalSeconds,
            (Stopwatch.GetElapsedTime(started) - linked).TotalSeconds);
    }

    /// <summary>Learns how names are weighed from the lists of a folder.</summary>
    /// <param name="truth">Who each row really is, by file, sheet, row and position, if it is known; only to tell how many true pairs are looked at.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static async Task<LearntWeights> LearnAsync(string folder, IReadOnlyDictionary<string, string>? truth, TimeProvider clock, CancellationToken cancellationToken)
    {
        var lists = await ReadAsync(folder, clock, cancellationToken);
        return WeighedRung.Learn(LinkageLadder.Run(UnitsOf(lists)), truth is null ? null : OwnerOf);

        string? OwnerOf(UnitKey key)
        {
            var list = lists[FolderList.OrderOf(key)];
            var unit = list.Units[list.PlaceOf(key)];
            return truth.GetValueOrDefault(LinkFile.KeyOf([list.Name, unit.Sheet, unit.Row.ToString(CultureInfo.InvariantCulture), key.Position.ToString(CultureInfo.InvariantCulture)]));
        }
    }

    private static async Task<FolderList[]> ReadAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        var files = Directory.EnumerateFiles(folder).Where(FolderList.IsList).Order(StringComparer.Ordinal).ToArray();
        var lists = new FolderList[files.Length];
        var today = BeijingTime.Today(clock);

        // The largest first, so that none is left over for one processor at the end.
        var largestFirst = Enumerable.Range(0, files.Length).OrderByDescending(place => new FileInfo(files[place]).Length);
        await Parallel.ForEachAsync(largestFirst, cancellationToken, async (place, token) => lists[place] = await FolderList.ReadAsync(files[place], place, today, token));
        return lists;
    }

    private static List<LinkUnit> UnitsOf(FolderList[] lists)
    {
        var units = new List<LinkUnit>(lists.Sum(list => list.Units.Count));
        foreach (var list in lists)
        {
            units.AddRange(list.Units.Select(unit => unit.Unit));
        }

        return units;
    }

    private static async Task WriteAsync(FolderList[] lists, LadderResult result, TextWriter output, CancellationToken cancellationToken)
    {
        var links = Array.ConvertAll(lists, list => new LinkLine.Link[list.Units.Count]);
        Parallel.For(0, result.Groups.Count, place =>
        {
            var group = result.Groups[place];
            var (firm, code) = (new FirmId(place + 1), group.Uscc?.ToString());
            foreach (var member in group.Members)
            {
                var list = FolderList.OrderOf(member.Unit.Key);
                links[list][lists[list].PlaceOf(member.Unit.Key)] = new(firm, code, member.Rule, member.Score, member.Band);
            }
        });

        await output.WriteAsync(LinkLine.Head);
        for (var place = 0; place < lists.Length; place++)
        {
            var (list, linked) = (lists[place], links[place]);
            var blocks = Enumerable.Range(0, (list.Units.Count + LinesPerBlock - 1) / LinesPerBlock)
                .AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).WithCancellation(cancellationToken)
                .Select(block => Lines(list, linked, block * LinesPerBlock));
            foreach (var block in blocks)
            {
                await output.WriteAsync(block, cancellationToken);
            }
        }

        await output.FlushAsync(cancellationToken);
    }

    private static async Task WriteQuestionsAsync(FolderList[] lists, LadderResult result, TextWriter output, CancellationToken cancellationToken)
    {
        var asked = result.Reviews.Select(review => review.Unit).ToHashSet();
        var own = new Dictionary<LinkUnit, int>(asked.Count);
        for (var place = 0; place < result.Groups.Count; place++)
        {
            foreach (var member in result.Groups[place].Members)
            {
                if (asked.Contains(member.Unit))
                {
                    own[member.Unit] = place;
                }
            }
        }

        await output.WriteAsync(QuestionLine.Head);
        var lines = new StringBuilder();
        foreach (var review in result.Reviews)
        {
            var list = lists[FolderList.OrderOf(review.Unit.Key)];
            var row = list.Units[list.PlaceOf(review.Unit.Key)];
            QuestionLine.AddTo(
                lines.Clear(), list.Name, row.Sheet, row.Row, review.Unit.Key.Position, review.Unit.Library, row.Number, review.Unit.PrintedName,
                FirmAt(own[review.Unit]), review.Doubt, [.. review.Candidates.Where(place => place != own[review.Unit]).Select(FirmAt)]);
            await output.WriteAsync(lines, cancellationToken);
        }

        await output.FlushAsync(cancellationToken);

        QuestionLine.Firm FirmAt(int place) => new(new FirmId(place + 1), result.Groups[place].Uscc?.ToString(), result.Groups[place].Members[0].Unit.PrintedName);
    }

    private static StringBuilder Lines(FolderList list, LinkLine.Link[] links, int from)
    {
        var lines = new StringBuilder(LinesPerBlock * 128);
        for (var place = from; place < Math.Min(from + LinesPerBlock, links.Length); place++)
        {
            var one = list.Units[place];
            LinkLine.AddTo(lines, list.Name, one.Sheet, one.Row, one.Unit.Key.Position, one.Unit.Library, one.Number, one.Unit.PrintedName, links[place]);
        }

        return lines;
    }
}

/// <summary>How names are weighed where the lists have no register.</summary>
/// <param name="Model">Null = learnt from the lists themselves.</param>
/// <param name="JoinFrom">Belief from which groups are joined without a person.</param>
public readonly record struct Weighing(PairModel? Model, double JoinFrom)
{
    public static Weighing Usual => new(null, WeighedRung.AutoFrom);
}

/// <summary>What became of one file.</summary>
/// <param name="Library">Code of the library; null when the file was refused.</param>
/// <param name="Refusal">Why nothing of the file was taken; null when it was.</param>
public sealed record LinkedList(string File, string? Library, int Rows, int Units, string? Refusal);

/// <param name="Firms">Groups, firms and others.</param>
public sealed record LinkFolderReport(
    IReadOnlyList<LinkedList> Lists,
    int Units,
    int Firms,
    IReadOnlyDictionary<LinkageBand, int> Bands,
    int Reviews,
    double ReadSeconds,
    double LinkSeconds,
    double WriteSeconds)
{
    /// <summary>Lines for a person.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var list in Lists)
        {
            yield return list.Refusal ?? string.Create(CultureInfo.InvariantCulture, $"{list.File}：{list.Library}，{list.Rows} 行，{list.Units} 个单位");
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"共 {Units} 个单位，归为 {Firms} 家：自动 {Of(LinkageBand.Auto)}，待核 {Of(LinkageBand.Review)}，暂定 {Of(LinkageBand.Provisional)}，非企业 {Of(LinkageBand.NonFirm)}；读取 {ReadSeconds:0.0} 秒，关联 {LinkSeconds:0.0} 秒，写出 {WriteSeconds:0.0} 秒");
    }

    private int Of(LinkageBand band) => Bands.GetValueOrDefault(band);
}
