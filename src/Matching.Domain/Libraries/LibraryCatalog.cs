using System.Collections.Frozen;

namespace Matching.Domain.Libraries;

/// <summary>One library with the names people and programs use for it.</summary>
/// <param name="Library">The library.</param>
/// <param name="Code">Lower-case name for routes, command lines and files: <c>awards</c>, <c>tech-smes</c>, …</param>
/// <param name="ChineseName">Full name as shown to users.</param>
/// <param name="ShortName">Two to four characters for tags and facets.</param>
/// <param name="IsReference">True for lists that only help linking (registry, renames) or feed the ranker (outcomes); they make no firm a member of a library.</param>
/// <param name="NamesFirmOnce">Declared: one list of the library names a firm once, so two rows of it are two firms, however alike their names.</param>
public sealed record LibraryInfo(Library Library, string Code, string ChineseName, string ShortName, bool IsReference, bool NamesFirmOnce);

/// <summary>All libraries the product can read. Which of them a deployment offers is configuration.</summary>
public static class LibraryCatalog
{
    public static IReadOnlyList<LibraryInfo> All { get; } =
    [
        new(Library.Awards, "awards", "成果奖励库", "奖励", false, false),
        new(Library.TechSmes, "tech-smes", "科技型中小企业评价库", "科小", false, true),
        new(Library.HighTechFirms, "high-tech-firms", "高新技术企业库", "高企", false, true),
        new(Library.Projects, "projects", "科技计划项目承担企业库", "项目", false, false),
        new(Library.Ventures, "ventures", "创投子基金投资企业库", "创投", false, false),
        new(Library.Registry, "registry", "企业登记基础库", "登记", true, false),
        new(Library.Renames, "renames", "更名名单", "更名", true, false),
        new(Library.Outcomes, "outcomes", "推送反馈名单", "反馈", true, false),
    ];

    private static readonly FrozenDictionary<Library, LibraryInfo> ByLibrary = All.ToFrozenDictionary(info => info.Library);

    public static LibraryInfo Info(this Library library) => ByLibrary[library];

    /// <summary>Finds a library by its <see cref="LibraryInfo.Code"/>, Chinese name or short name.</summary>
    public static bool TryFind(string text, out LibraryInfo info)
    {
        info = All.FirstOrDefault(candidate =>
            string.Equals(candidate.Code, text, StringComparison.OrdinalIgnoreCase)
            || candidate.ChineseName == text
            || candidate.ShortName == text)!;
        return info is not null;
    }
}
