using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Registry;

/// <summary>Reads models an engine has written.</summary>
public interface IModelReader
{
    /// <param name="engine">Engine of the record, e.g. <c>matching/1</c>.</param>
    bool Reads(string engine);

    /// <exception cref="ModelFileException">Not such a model, cut short or changed.</exception>
    IRanker Read(byte[] content);
}

/// <summary>Reads models of our own engine.</summary>
public sealed class OwnModelReader : IModelReader
{
    public bool Reads(string engine) => engine == RankTrainer.EngineName;

    public IRanker Read(byte[] content) => ModelFile.Read(content);
}

/// <summary>The engines this build has. ML.NET is among them only where it was compiled in (<c>-p:MlNet=true</c>).</summary>
public sealed class Engines(IEnumerable<IRankTrainer> trainers, IEnumerable<IModelReader> readers)
{
    private readonly IRankTrainer[] all = [.. trainers];
    private readonly IModelReader[] known = [.. readers];

    public IReadOnlyList<IRankTrainer> All => all;

    /// <summary>A sentence when this build lacks ML.NET; null when it has it.</summary>
    public string? WithoutMlNet => Array.Exists(all, trainer => trainer.Engine.StartsWith("mlnet", StringComparison.Ordinal))
        ? null
        : "此版本编译时没有加入 ML.NET 引擎，只能用自带引擎训练。需要时请以 -p:MlNet=true 编译。";

    public IRankTrainer? Find(string engine) => Array.Find(all, trainer => trainer.Engine == engine);

    /// <exception cref="ModelFileException">No engine of this build reads it, or it is damaged.</exception>
    public IRanker Read(string engine, byte[] content) =>
        (Array.Find(known, reader => reader.Reads(engine)) ?? throw new ModelFileException($"此版本没有引擎“{engine}”，读不出这个模型")).Read(content);
}
