using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing;

/// <summary>Why the rows of a readable file cannot be taken as a list of the chosen library.</summary>
public abstract record ListRefusal(string FileName)
{
    /// <summary>Stable kebab-case name for programs.</summary>
    public abstract string Code { get; }

    /// <summary>For the person who sent the file: what was found and what to do.</summary>
    public abstract string Message { get; }

    /// <summary>There are no rows at all.</summary>
    public sealed record NoRows(string FileName) : ListRefusal(FileName)
    {
        public override string Code => "list-no-rows";

        public override string Message => $"“{FileName}”里没有任何有内容的行。请检查是否导出了空表后重新上传。";
    }

    /// <param name="Found">Texts of the row that looks most like a header.</param>
    /// <param name="Needed">What a list of the library must say.</param>
    public sealed record NoHeader(string FileName, IReadOnlyList<string> Found, string Needed) : ListRefusal(FileName)
    {
        public override string Code => "list-no-header";

        public override string Message => Found.Count == 0
            ? $"“{FileName}”前 12 行没有找到表头。需要的列：{Needed}。请补上表头后重新上传。"
            : $"“{FileName}”前 12 行没有找到可用的表头，找到的内容是：{string.Join("、", Found.Take(12))}。需要的列：{Needed}。请修改表头，或在上传页指定各列含义。";
    }

    /// <param name="Chosen">Library the file was sent to.</param>
    /// <param name="LooksLike">Library its columns and title speak for.</param>
    /// <param name="Reasons">What speaks for it.</param>
    public sealed record WrongLibrary(string FileName, Library Chosen, Library LooksLike, IReadOnlyList<string> Reasons) : ListRefusal(FileName)
    {
        public override string Code => "list-wrong-library";

        public override string Message =>
            $"“{FileName}”看起来是{LooksLike.Info().ChineseName}的名单（{string.Join("、", Reasons.Take(4))}），不是{Chosen.Info().ChineseName}。请改选“{LooksLike.Info().ChineseName}”后重新上传。";
    }
}
