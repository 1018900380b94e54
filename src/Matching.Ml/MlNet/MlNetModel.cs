using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matching.Ml.Registry;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Matching.Ml.MlNet;

/// <summary>A model of ML.NET in our envelope: one line of JSON that says what it is, then ML.NET's own zip.</summary>
public sealed class MlNetModel : IRanker
{
    public const string FastTreeEngine = "mlnet-fasttree";
    public const string LightGbmEngine = "mlnet-lightgbm";

    private const string ScoreColumn = "Score";

    private readonly MLContext context = new();
    private readonly ITransformer transformer;
    private readonly Head head;
    private readonly byte[] content;

    private MlNetModel(Head head, byte[] content, ReadOnlySpan<byte> zip)
    {
        (this.head, this.content) = (head, content);
        Id = Convert.ToHexStringLower(SHA256.HashData(content));
        Factors = [.. head.Factors.Select((name, f) => new Factor(name) { Sign = head.Signs[f] })];
        using var stream = new MemoryStream(zip.ToArray());
        transformer = context.Model.Load(stream, out _);
    }

    private sealed record Head(string Engine, Objective Objective, IReadOnlyList<string> Factors, IReadOnlyList<MonotoneSign> Signs, float[]? Filling);

    public string Id { get; }

    public string Engine => head.Engine;

    public ModelForm Form => ModelForm.Trees;

    public Objective Objective => head.Objective;

    public IReadOnlyList<Factor> Factors { get; }

    public double[] Score(FactorTable table, int threads)
    {
        ArgumentNullException.ThrowIfNull(table);
        var ordered = InOrder(table);
        var rows = Objective == Objective.LambdaRank ? MlNetRows.ToScore(context, ordered, head.Filling) : MlNetRows.ToJudge(context, ordered, head.Filling);
        return [.. transformer.Transform(rows).GetColumn<float>(ScoreColumn).Select(score => (double)score)];
    }

    public byte[] ToBytes() => content;

    internal static MlNetModel From(string engine, Objective objective, IReadOnlyList<Factor> factors, float[]? filling, byte[] zip)
    {
        var head = new Head(engine, objective, [.. factors.Select(factor => factor.Name)], [.. factors.Select(factor => factor.Sign)], filling);
        byte[] content = [.. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(head, RegistryJson.Options)), (byte)'\n', .. zip];
        return new MlNetModel(head, content, zip);
    }

    /// <exception cref="ModelFileException">Not such a model, or cut short.</exception>
    internal static MlNetModel Read(byte[] content)
    {
        var end = Array.IndexOf(content, (byte)'\n');
        try
        {
            var head = end < 0 ? null : JsonSerializer.Deserialize<Head>(content.AsSpan(0, end), RegistryJson.Options);
            return head is null ? throw new ModelFileException("不是 ML.NET 模型：缺少说明行") : new MlNetModel(head, content, content.AsSpan(end + 1));
        }
        catch (JsonException damage)
        {
            throw Damaged(damage);
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(damage);
        }
        catch (FormatException damage)
        {
            throw Damaged(damage);
        }
        catch (InvalidOperationException damage)
        {
            throw Damaged(damage);
        }
        catch (EndOfStreamException damage)
        {
            throw Damaged(damage);
        }
    }

    private static ModelFileException Damaged(Exception inner) => new($"ML.NET 模型读不出，文件不完整或被改动：{inner.Message}");

    private FactorTable InOrder(FactorTable table)
    {
        var places = table.Factors.Select((factor, place) => (factor.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        var missing = Factors.Where(factor => !places.ContainsKey(factor.Name)).Select(factor => factor.Name).ToList();
        return missing.Count > 0
            ? throw new FactorMismatchException($"数据缺少模型需要的列：{string.Join('、', missing)}")
            : new FactorTable(Factors, [.. Factors.Select(factor => table.Columns[places[factor.Name]])]);
    }
}

/// <summary>Reads models of ML.NET.</summary>
public sealed class MlNetModelReader : IModelReader
{
    public bool Reads(string engine) => engine is MlNetModel.FastTreeEngine or MlNetModel.LightGbmEngine;

    public IRanker Read(byte[] content) => MlNetModel.Read(content);
}
