using Matching.Integration.Tests.Topology;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Matching.Integration.Tests.Deploying;

/// <summary><c>docker-compose.yml</c> as an engine reads it: anchors followed, merged keys in place.</summary>
internal sealed class ComposeFile
{
    private readonly YamlMappingNode root;

    private ComposeFile(YamlMappingNode root) => this.root = root;

    public static string Text { get; } = File.ReadAllText(Path.Combine(Checkout.Root, "docker-compose.yml"));

    public IReadOnlyDictionary<string, YamlMappingNode> Services =>
        Map(root, "services").ToDictionary(service => service.Key.ToString(), service => (YamlMappingNode)service.Value);

    public IReadOnlyList<string> Volumes => [.. Map(root, "volumes").Select(volume => volume.Key.ToString())];

    public static ComposeFile Read()
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(Text))));
        return new ComposeFile((YamlMappingNode)stream.Documents[0].RootNode);
    }

    /// <summary>The mapping under a path of keys; empty when there is none.</summary>
    public static YamlMappingNode Map(YamlMappingNode node, params string[] path) => Find(node, path) as YamlMappingNode ?? [];

    /// <summary>The text under a path of keys; null when there is none.</summary>
    public static string? Value(YamlMappingNode node, params string[] path) => (Find(node, path) as YamlScalarNode)?.Value;

    public static IReadOnlyList<string> List(YamlMappingNode node, params string[] path) =>
        Find(node, path) is YamlSequenceNode list ? [.. list.Select(item => item.ToString())] : [];

    /// <summary>The variables of a service by name.</summary>
    public static IReadOnlyDictionary<string, string> Environment(YamlMappingNode service) =>
        Map(service, "environment").ToDictionary(variable => variable.Key.ToString(), variable => ((YamlScalarNode)variable.Value).Value ?? "");

    private static YamlNode? Find(YamlNode node, string[] path)
    {
        foreach (var key in path)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(new YamlScalarNode(key), out var below))
            {
                return null;
            }

            node = below;
        }

        return node;
    }
}
