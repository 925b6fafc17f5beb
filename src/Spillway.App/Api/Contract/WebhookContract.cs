using Microsoft.OpenApi;
using Spillway.App.Streams.Webhooks;

namespace Spillway.App.Api.Contract;

/// <summary>What a webhook is sent, for the API's description: docs/reference/webhooks.md says what it means.</summary>
internal static class WebhookContract
{
    private const string Media = "application/cloudevents+json";
    private const string Moment = "date-time";

    // What each event tells in data; fields that are named for a currency stand beside them.
    private static readonly (string Type, string Summary, (string Name, JsonSchemaType Type)[] Fields)[] _events =
    [
        ("decision", "What was decided for an interval.", [("interval_start_utc", JsonSchemaType.String), ("interval_end_utc", JsonSchemaType.String), ("groups", JsonSchemaType.Array)]),
        ("alarm", "An alarm begins or is over.",
            [("code", JsonSchemaType.String), ("subject", JsonSchemaType.String), ("raised", JsonSchemaType.Boolean), ("text", JsonSchemaType.String), ("measured_mw", Maybe(JsonSchemaType.Number)), ("expected_mw", Maybe(JsonSchemaType.Number))]),
        ("order", "An order is answered or ends.", [("id", JsonSchemaType.String), ("verdict", JsonSchemaType.String), ("level_mw", Maybe(JsonSchemaType.Number))]),
        ("second", "A request for a second person has changed.",
            [("id", JsonSchemaType.String), ("action", JsonSchemaType.String), ("by", JsonSchemaType.String), ("state", JsonSchemaType.String), ("what", JsonSchemaType.Object), ("digest", JsonSchemaType.String)]),
    ];

    /// <summary>The types of events, without <c>spillway.</c>.</summary>
    public static IEnumerable<string> Types => _events.Select(static one => one.Type);

    /// <summary>Each event as a request that comes to the receiver.</summary>
    public static Dictionary<string, IOpenApiPathItem> All() =>
        _events.ToDictionary(static one => one.Type, static one => (IOpenApiPathItem)Item(one.Type, one.Summary, one.Fields), StringComparer.Ordinal);

    private static OpenApiPathItem Item(string type, string summary, (string Name, JsonSchemaType Type)[] fields)
    {
        var item = new OpenApiPathItem();
        item.AddOperation(HttpMethod.Post, new()
        {
            OperationId = $"{type}Webhook",
            Summary = summary,
            Description = "Signed with HMAC-SHA256 over id, timestamp and body; tried nine times in about eleven hours until it is taken.",
            Parameters =
            [
                Header(WebhookSignature.IdHeader, "The delivery; the same however often it is tried."),
                Header(WebhookSignature.TimeHeader, "When this attempt was sent, in seconds since 1970."),
                Header(WebhookSignature.SignatureHeader, "v1, and the signature in base64."),
            ],
            RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [Media] = new() { Schema = CloudEvent(type, fields) } } },
            Responses = new() { ["2XX"] = new OpenApiResponse { Description = "Taken. Anything else, or nothing within 10 s: it is tried again." } },
        });
        return item;
    }

    private static OpenApiParameter Header(string name, string meaning) =>
        new() { Name = name, In = ParameterLocation.Header, Required = true, Description = meaning, Schema = Of(JsonSchemaType.String) };

    private static OpenApiSchema CloudEvent(string type, (string Name, JsonSchemaType Type)[] fields)
    {
        var properties = new Dictionary<string, IOpenApiSchema>
        {
            ["specversion"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = "1.0" },
            ["id"] = Of(JsonSchemaType.String),
            ["source"] = Of(JsonSchemaType.String),
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = "spillway." + type },
            ["time"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = Moment },
            ["datacontenttype"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = "application/json" },
            ["data"] = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = fields.ToDictionary(static field => field.Name, static field => (IOpenApiSchema)Of(field.Type)) },
        };
        return new() { Type = JsonSchemaType.Object, Properties = properties, Required = new HashSet<string>(properties.Keys) };
    }

    private static JsonSchemaType Maybe(JsonSchemaType type) => type | JsonSchemaType.Null;

    private static OpenApiSchema Of(JsonSchemaType type) => type == JsonSchemaType.Array ? new() { Type = type, Items = new OpenApiSchema { Type = JsonSchemaType.Object } } : new() { Type = type };
}
