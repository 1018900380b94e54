using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matching.Ml.Training.Fitted;

/// <summary>
/// A model as a file: <c>{"digest":…,"model":…}</c> in canonical JSON. The digest is the SHA-256 of the model's canonical bytes and is its id.
/// A file that was changed by hand, cut short, or holds anything the reader does not know is refused; there is no code in it.
/// </summary>
public static class ModelFile
{
    /// <summary>Version of the format below.</summary>
    public const int Format = 1;

    /// <exception cref="ModelFileException">With a sentence in Chinese.</exception>
    public static FittedModel Read(ReadOnlySpan<byte> bytes)
    {
        JsonNode? file;
        try
        {
            file = JsonNode.Parse(bytes, documentOptions: new() { AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            throw new ModelFileException($"不是模型文件，或文件不完整：第 {exception.LineNumber + 1} 行第 {exception.BytePositionInLine + 1} 字节处读不下去。请重新取得完整的文件");
        }

        if (file is not JsonObject { Count: 2 } || file["digest"]?.GetValueKind() != JsonValueKind.String || file["model"] is not JsonObject model)
        {
            throw new ModelFileException("不是模型文件：应有 digest 与 model 两项");
        }

        var digest = DigestOf(model);
        if (digest != file["digest"]!.GetValue<string>())
        {
            throw new ModelFileException($"模型文件被改动过：内容的摘要是 {digest[..12]}，文件写的是 {file["digest"]!.GetValue<string>()[..Math.Min(12, file["digest"]!.GetValue<string>().Length)]}。请使用原文件");
        }

        var root = new ModelNode(model, "");
        if (root["format"].Whole() != Format)
        {
            throw new ModelFileException($"模型文件的格式是第 {root["format"].Whole()} 版，本程序读第 {Format} 版");
        }

        FittedModel read = root["form"].Word<ModelForm>() == ModelForm.Trees ? TreeModel.From(root) : TableModel.From(root);
        if (!bytes.SequenceEqual(read.ToBytes()))
        {
            throw new ModelFileException("模型文件里有本程序不认识的内容，或不是规范写法。请使用原文件");
        }

        return read;
    }

    private static string DigestOf(JsonObject model)
    {
        try
        {
            return CanonicalJson.Hash(CanonicalJson.Write(model));
        }
        catch (ArgumentException exception)
        {
            throw new ModelFileException($"模型文件里有不是整数的数（{exception.Message}）。请使用原文件");
        }
        catch (InvalidOperationException exception)
        {
            throw new ModelFileException($"模型文件里有读不出的文字（{exception.Message}）。请使用原文件");
        }
    }
}
