using System.Text.Json.Nodes;
using Matching.Api.Features.Keys;

namespace Matching.Api.Features.Reconcile;

/// <summary>What the service says of itself: version 0.2 of the protocol at <c>/reconcile</c>, 1.0-draft at <c>/reconcile/v1</c>, because the two describe suggestions in ways that exclude each other.</summary>
internal static class ReconcileManifest
{
    public const int PreviewWidth = 420;
    public const int PreviewHeight = 260;

    public static JsonObject Of(HttpContext context)
    {
        var service = ReconcileAddress.ServiceOf(context);
        var manifest = ReconcileAddress.IsDraft(context) ? Draft(ReconcileAddress.OriginOf(context)) : Second(service, ReconcileAddress.OriginOf(context));
        if (!ReconcileAddress.HoldsKey(context))
        {
            manifest["authentication"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = KeySignIn.Header, ["description"] = "程序密钥；也可写在服务地址里：/reconcile/k/密钥" };
        }

        return manifest;
    }

    private static JsonObject Second(string service, string origin)
    {
        var manifest = Common("0.2");
        manifest["identifierSpace"] = origin + "/firms/";
        manifest["schemaSpace"] = origin + "/reconcile/types/";
        manifest["view"] = new JsonObject { ["url"] = origin + "/firms/{{id}}" };
        manifest["preview"] = new JsonObject { ["url"] = service + "/preview?id={{id}}", ["width"] = PreviewWidth, ["height"] = PreviewHeight };
        manifest["suggest"] = new JsonObject
        {
            ["entity"] = Suggest("entity", hasFlyout: true),
            ["property"] = Suggest("property", hasFlyout: false),
            ["type"] = Suggest("type", hasFlyout: false),
        };
        manifest["extend"] = new JsonObject
        {
            ["propose_properties"] = new JsonObject { ["service_url"] = service, ["service_path"] = "/extend/propose" },
            ["property_settings"] = new JsonArray(new JsonObject
            {
                ["name"] = ReconcileProperties.AsOfSetting,
                ["label"] = "基准日",
                ["type"] = "text",
                ["default"] = "",
                ["help_text"] = "资格以这一天是否有效为准，写成 2026-03-31；不填为今天",
            }),
        };
        return manifest;

        JsonObject Suggest(string what, bool hasFlyout)
        {
            var suggest = new JsonObject { ["service_url"] = service, ["service_path"] = $"/suggest/{what}" };
            if (hasFlyout)
            {
                suggest["flyout_service_url"] = service;
                suggest["flyout_service_path"] = "/flyout?id=${id}";
            }

            return suggest;
        }
    }

    private static JsonObject Draft(string origin)
    {
        var manifest = Common("1.0-draft");
        manifest["view"] = new JsonObject { ["url"] = origin + "/firms/{id}" };
        manifest["preview"] = new JsonObject { ["width"] = PreviewWidth, ["height"] = PreviewHeight };
        manifest["suggest"] = new JsonObject { ["entity"] = true, ["property"] = true, ["type"] = true };
        manifest["extend"] = new JsonObject
        {
            ["proposeProperties"] = true,
            ["propertySettings"] = new JsonArray(new JsonObject
            {
                ["id"] = ReconcileProperties.AsOfSetting,
                ["name"] = "基准日",
                ["type"] = "text",
                ["default"] = "",
                ["helpText"] = "资格以这一天是否有效为准，写成 2026-03-31；不填为今天",
            }),
        };
        manifest["standardizedScore"] = true;
        manifest["lang"] = "zh-Hans";
        return manifest;
    }

    private static JsonObject Common(string version) => new()
    {
        ["versions"] = new JsonArray(version),
        ["name"] = "科技金融库融通：企业对账",
        ["defaultTypes"] = new JsonArray(ReconcileTypes.Json()),
        ["batchSize"] = ReconcileQuery.MostQueries,
    };
}

/// <summary>The one type of this service.</summary>
internal static class ReconcileTypes
{
    public const string Firm = "firm";
    public const string FirmName = "企业";

    public static JsonObject Json() => new() { ["id"] = Firm, ["name"] = FirmName };
}
