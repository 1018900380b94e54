using Matching.Domain.Libraries;

namespace Matching.Ingest.Samples;

/// <summary>What a run of the generator wrote.</summary>
/// <param name="TruthRows">Lines of <c>truth.csv</c>.</param>
public sealed record SampleReport(int Firms, IReadOnlyList<string> Files, int TruthRows);

/// <summary>Writes lists about firms that do not exist, in the layouts and with the faults of real ones, and the truth beside them.</summary>
/// <remarks>Five libraries, the register, renames and what banks report back, for 2022 to October 2026. Equal arguments give equal bytes.</remarks>
public static class SampleLists
{
    /// <param name="folder">Made when absent; files of an earlier run are overwritten.</param>
    /// <param name="firms">How many firms to invent, 1 to 1,000,000.</param>
    /// <param name="seed">Another seed gives other firms.</param>
    public static Task<SampleReport> WriteAsync(string folder, int firms, int seed, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firms, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firms, 1_000_000);
        return Task.Run(() => Write(folder, firms, seed, cancellationToken), cancellationToken);
    }

    private static SampleReport Write(string folder, int count, int seed, CancellationToken cancellationToken)
    {
        using var target = new SampleTarget(folder);
        var firms = SampleFirms.Make(count, seed);
        var certificates = SampleCertificates.Make(firms, seed);
        (Library Library, Action Write)[] steps =
        [
            (Library.Registry, () => RegistryLists.Write(target, firms, seed)),
            (Library.Renames, () => RenameLists.Write(target, firms, certificates)),
            (Library.TechSmes, () => TechSmeLists.Write(target, firms, seed)),
            (Library.HighTechFirms, () => HighTechLists.Write(target, certificates, seed)),
            (Library.Projects, () => ProjectLists.Write(target, firms, seed)),
            (Library.Awards, () => AwardLists.Write(target, firms, seed)),
            (Library.Ventures, () => VentureLists.Write(target, firms, seed)),
            (Library.Outcomes, () => OutcomeLists.Write(target, firms, seed)),
        ];
        foreach (var (library, write) in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            target.Library = library;
            write();
        }

        target.WriteContents();
        return new SampleReport(count, target.Files, target.Truth.Count);
    }
}
