using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Matching.Domain.Linkage.Weighing;

/// <summary>A model of pairs as a file: JSON with the shares, what it was learnt from, and a hash over both.</summary>
public static class PairModelFile
{
    private const int Format = 1;
    private const double Slack = 1e-6;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>UTF-8; the same bytes for the same model.</summary>
    public static byte[] Write(PairModel model) => JsonSerializer.SerializeToUtf8Bytes(new Content(Format, HashOf(model), Levels.Known, model), Options);

    /// <exception cref="InvalidDataException">No such file, cut short, edited, or of other levels; the message says what to do, for people.</exception>
    public static PairModel Read(ReadOnlySpan<byte> bytes)
    {
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(bytes, Options);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"不是比对模型文件或内容不完整（第 {broken.LineNumber + 1} 行）。请使用 train 写出的文件。", broken);
        }

        if (content is not { Format: Format, Levels: not null, Model: { Match: not null, Chance: not null, Pairs: not null, Digest: not null } model })
        {
            throw new InvalidDataException($"不是第 {Format} 版的比对模型文件。请用 train 重新写出。");
        }

        if (!content.Levels.IsSameAs(Levels.Known) || !AreShares(model.Match) || !AreShares(model.Chance) || model.Prior is not (> 0 and < 1))
        {
            throw new InvalidDataException("比对模型的档位或数值与本程序不符。请用 train 重新写出。");
        }

        return content.Hash == HashOf(model) ? model : throw new InvalidDataException("比对模型文件被改动过：内容与其摘要不符。请使用原文件，或用 train 重新写出。");
    }

    private static string HashOf(PairModel model) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(model, Options)));

    private static bool AreShares(PatternShares shares) =>
        shares is { Cores.Count: PairPattern.Cores * PairPattern.Rarities, Regions: not null, Forms: not null }
        && shares.Regions.Count == PairPattern.Cores * PairPattern.Rarities * PairPattern.Regions
        && shares.Forms.Count == PairPattern.Cores * PairPattern.Regions * PairPattern.Forms
        && AddUp(shares.Cores, shares.Cores.Count)
        && AddUp(shares.Regions, PairPattern.Regions)
        && AddUp(shares.Forms, PairPattern.Forms);

    private static bool AddUp(IReadOnlyList<double> shares, int row) =>
        shares.All(share => share is > 0 and <= 1)
        && shares.Chunk(row).All(one => Math.Abs(one.Sum() - 1) < Slack);

    private sealed record Content(int Format, string Hash, Levels Levels, PairModel Model);

    /// <summary>What the numbers stand for, in order: a file of other levels is not read.</summary>
    private sealed record Levels(IReadOnlyList<string> Cores, int Rarities, IReadOnlyList<string> Regions, IReadOnlyList<string> Forms)
    {
        public static readonly Levels Known = new(Enum.GetNames<CoreLevel>(), PairPattern.Rarities, Enum.GetNames<RegionLevel>(), Enum.GetNames<FormLevel>());

        public bool IsSameAs(Levels other) =>
            Rarities == other.Rarities && (Cores ?? []).SequenceEqual(other.Cores) && (Regions ?? []).SequenceEqual(other.Regions) && (Forms ?? []).SequenceEqual(other.Forms);
    }
}
