using System.Globalization;

namespace Matching.Ingest.Reading;

/// <summary>Why a file cannot be read as a list. <see cref="Message"/> is for the person who sent it: what was found and what to do.</summary>
public abstract record ListFileRefusal(string FileName)
{
    /// <summary>Stable kebab-case name for programs.</summary>
    public abstract string Code { get; }

    public abstract string Message { get; }

    public sealed record Empty(string FileName) : ListFileRefusal(FileName)
    {
        public override string Code => "file-empty";

        public override string Message => $"“{FileName}”是空文件，没有任何内容。请重新导出后上传。";
    }

    /// <param name="LooksLike">图片, 压缩包, JSON 数据, …</param>
    public sealed record NotAList(string FileName, string LooksLike) : ListFileRefusal(FileName)
    {
        public override string Code => "file-not-a-list";

        public override string Message => $"“{FileName}”不是名单，看起来是{LooksLike}。请上传 xlsx、xls、csv 或网页表格。";
    }

    /// <param name="LooksLike">PDF, Word 文档, …</param>
    public sealed record Unsupported(string FileName, string LooksLike) : ListFileRefusal(FileName)
    {
        public override string Code => "file-unsupported";

        public override string Message => $"“{FileName}”是{LooksLike}，暂不能直接读取。请把其中的表格另存为 xlsx 或 csv 后上传。";
    }

    public sealed record Encrypted(string FileName) : ListFileRefusal(FileName)
    {
        public override string Code => "file-encrypted";

        public override string Message => $"“{FileName}”设有打开密码，无法读取。请取消密码后另存为 xlsx 再上传。";
    }

    /// <param name="Where">Part or place where the bytes end or stop making sense; empty when the whole container is cut.</param>
    public sealed record Truncated(string FileName, string Where = "") : ListFileRefusal(FileName)
    {
        public override string Code => "file-truncated";

        public override string Message => Where.Length == 0
            ? $"“{FileName}”不完整或已损坏，可能上传中断。请重新下载或另存后上传。"
            : $"“{FileName}”在{Where}处不完整或已损坏，没有导入任何一行。请用表格软件打开另存后再上传。";
    }

    /// <param name="What">What is too large: 文件, 解压后的内容, 行数, …</param>
    /// <param name="Limit">The limit with its unit.</param>
    public sealed record TooLarge(string FileName, string What, string Limit) : ListFileRefusal(FileName)
    {
        public override string Code => "file-too-large";

        public override string Message => $"“{FileName}”的{What}超过上限 {Limit}。请拆成几个文件后分别上传。";
    }

    /// <param name="Part">Part of the archive that expands out of proportion.</param>
    public sealed record Bomb(string FileName, string Part, long ExpandedBytes, long PackedBytes) : ListFileRefusal(FileName)
    {
        public override string Code => "file-bomb";

        public override string Message => string.Create(CultureInfo.InvariantCulture,
            $"“{FileName}”的 {Part} 解压后将达 {ExpandedBytes >> 20} MB，是压缩前的 {ExpandedBytes / Math.Max(1, PackedBytes)} 倍，已拒绝打开。请用表格软件另存为新的 xlsx 后上传。");
    }

    public sealed record TooManyColumns(string FileName, string Place, int Limit) : ListFileRefusal(FileName)
    {
        public override string Code => "file-too-many-columns";

        public override string Message => string.Create(CultureInfo.InvariantCulture,
            $"{Place}：超过 {Limit} 列，不像名单。请删去右侧多余的内容后上传。");
    }

    public sealed record UnreadableText(string FileName) : ListFileRefusal(FileName)
    {
        public override string Code => "file-unreadable-text";

        public override string Message => $"“{FileName}”的文字编码无法识别（不是 UTF-8、UTF-16 或 GB18030）。请用表格软件另存为“CSV UTF-8”后上传。";
    }
}
