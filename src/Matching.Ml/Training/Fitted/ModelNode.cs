using System.Globalization;
using System.Text.Json.Nodes;

namespace Matching.Ml.Training.Fitted;

/// <summary>A place in a model file that must hold something of a known kind. Asking for another kind than is there tells the place.</summary>
/// <param name="node">What is there; null = nothing.</param>
/// <param name="place">How to get there from the model, e.g. <c>factors[3].edges</c>.</param>
internal readonly struct ModelNode(JsonNode? node, string place)
{
    /// <exception cref="ModelFileException">The place holds no object.</exception>
    public ModelNode this[string name] => node is JsonObject fields
        ? new(fields[name], place.Length == 0 ? name : $"{place}.{name}")
        : throw Unsuitable("一组字段");

    public bool IsNothing => node is null;

    /// <exception cref="ModelFileException">The place holds no list.</exception>
    public ModelNode[] Items()
    {
        if (node is not JsonArray items)
        {
            throw Unsuitable("一个列表");
        }

        var at = place;
        return [.. items.Select((item, i) => new ModelNode(item, string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]")))];
    }

    /// <summary>A list with one item for each of something.</summary>
    /// <exception cref="ModelFileException">The place holds no list, or one of another length.</exception>
    public ModelNode[] Items(int count)
    {
        var items = Items();
        return items.Length == count ? items : throw Unsuitable(string.Create(CultureInfo.InvariantCulture, $"{count} 项，实有 {items.Length} 项"));
    }

    /// <exception cref="ModelFileException">The place holds no whole number.</exception>
    public int Whole() => node is JsonValue value && value.TryGetValue<int>(out var whole) ? whole : throw Unsuitable("一个整数");

    /// <exception cref="ModelFileException">The number is not one of 0 to <paramref name="count"/> − 1.</exception>
    public int Place(int count) => Whole() is var whole && whole >= 0 && whole < count
        ? whole
        : throw Unsuitable(string.Create(CultureInfo.InvariantCulture, $"0 到 {count - 1} 的整数，实为 {whole}"));

    public int[] Wholes() => Array.ConvertAll(Items(), item => item.Whole());

    public int[] Wholes(int count) => Array.ConvertAll(Items(count), item => item.Whole());

    /// <summary>Whole numbers, one for each of something, or none at all.</summary>
    public int[] WholesOrNone(int count) => node is JsonArray { Count: 0 } ? [] : Wholes(count);

    /// <exception cref="ModelFileException">The place holds no text.</exception>
    public string Text() => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Unsuitable("一段文字");

    /// <exception cref="ModelFileException">The place holds none of the words of <typeparamref name="T"/>.</exception>
    public T Word<T>()
        where T : struct, Enum => Enum.TryParse<T>(Text(), out var word) && Enum.IsDefined(word) ? word : throw Unsuitable(string.Join('、', Enum.GetNames<T>()) + " 之一");

    public JsonObject Fields() => node is JsonObject fields ? fields : throw Unsuitable("一组字段");

    public ModelFileException Unsuitable(string wanted) => new($"模型文件内容不合要求：{place} 处应是{wanted}。请使用原文件");
}
