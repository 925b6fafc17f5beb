using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using Spillway.App.Accounts;

namespace Spillway.App.Api.Contract;

/// <summary>The API described from its addresses: OpenAPI 3.1 at <c>/openapi/v1.json</c>, and a page to read and try it at <c>/api-reference</c>.
/// </summary>
/// <param name="currency">The site's currency: fields and parameters are named for it.</param>
internal sealed partial class ApiDescription(string currency) : IDeskPart
{
    private const string DocumentName = "v1";
    private const string Scheme = "token";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } = [("GET", "/openapi/v1.json"), ("GET", "/api-reference")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.Configure<JsonOptions>(static json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower;

            // Numbers are never written as texts: a client that is made from the description gets numbers.
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
        });
        services.AddEndpointsApiExplorer();
        services.AddOpenApi(DocumentName, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = static description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) ?? false;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "Spillway", Version = DocumentName, Description = "The desk's API. Powers in MW at the grid connection, consumption positive; instants in UTC." };
                document.Servers = [];
                document.Components ??= new();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token of the data folder, or an API key." },
                };
                document.Webhooks = WebhookContract.All();
                foreach (var schema in (document.Components.Schemas ?? new Dictionary<string, IOpenApiSchema>()).Values.OfType<OpenApiSchema>())
                {
                    NameCurrency(schema);
                }

                document.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer(SayWords);
            options.AddOperationTransformer(Describe);
        });
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new SignedInAttribute());
        routes.MapScalarApiReference("/api-reference", static scalar => scalar.WithTitle("Spillway API").WithOpenApiRoutePattern("/openapi/{documentName}.json").DisableDefaultFonts())
            .WithMetadata(new SignedInAttribute());
    }

    private async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var path = context.Description.RelativePath!;
        var note = metadata.OfType<ApiNote>().LastOrDefault() ?? new("");
        var needs = metadata.OfType<NeedsAttribute>().LastOrDefault();
        operation.OperationId = context.Description.HttpMethod!.ToLowerInvariant() + Words().Replace(path["api/v1".Length..], static match => match.Groups[1].Value is { Length: > 0 } word ? char.ToUpperInvariant(word[0]) + word[1..] : "");
        operation.Summary = note.Summary;
        operation.Description = needs is null ? null : $"Action `{ActionRules.Of(needs.Action).Id}`.{(note.Needs is { } more ? " " + more : "")}";
        operation.Tags = new HashSet<OpenApiTagReference> { new(path.Split('/')[2], context.Document) };
        operation.Parameters =
        [
            .. Places().Matches(path).Select(static match => (IOpenApiParameter)new OpenApiParameter
            {
                Name = match.Groups[1].Value, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }),
            .. note.Queries.Select(query => (IOpenApiParameter)query.Parameter(Named)),
            .. Reads(note).Select(static header => (IOpenApiParameter)header.Asked()),
        ];
        if (note is { Body: { } body, IsBodyOptional: true })
        {
            var schema = await context.GetOrCreateSchemaAsync(body, null, cancellation).ConfigureAwait(false);
            operation.RequestBody = new OpenApiRequestBody { Content = new Dictionary<string, OpenApiMediaType> { [ApiFile.Json] = new() { Schema = schema } } };
        }
        else if (!note.Sent.IsEmpty || !note.Form.IsEmpty)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = note.Form.IsEmpty ? note.Sent.ToDictionary(static file => file.Media, static file => (OpenApiMediaType)file.Content(), StringComparer.Ordinal)
                    : new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = ApiFile.Form(note.Form) },
            };
        }

        if (note.Otherwise is { } otherwise)
        {
            var json = operation.Responses![note.Done.ToString(CultureInfo.InvariantCulture)].Content![ApiFile.Json];
            json.Schema = new OpenApiSchema { OneOf = [json.Schema!, await context.GetOrCreateSchemaAsync(otherwise, null, cancellation).ConfigureAwait(false)] };
        }

        foreach (var (status, response) in operation.Responses!)
        {
            Complete(note, int.Parse(status, CultureInfo.InvariantCulture), (OpenApiResponse)response);
        }
    }

    private static IEnumerable<ApiHeader> Reads(ApiNote note) =>
    [
        .. note.Tag.HasFlag(ApiTag.Known) ? (ApiHeader[])[ApiHeader.IfNoneMatch] : [],
        .. note.Tag.HasFlag(ApiTag.Expected) ? (ApiHeader[])[ApiHeader.IfMatch] : [],
        .. note.Reads,
    ];

    private static void Complete(ApiNote note, int status, OpenApiResponse response)
    {
        var isDone = status == note.Done;
        if (isDone && !note.Files.IsEmpty)
        {
            response.Content ??= new Dictionary<string, OpenApiMediaType>();
            foreach (var file in note.Files)
            {
                response.Content[file.Media] = file.Content();
            }
        }

        var headers = (status == StatusCodes.Status429TooManyRequests ? (ApiHeader[])[ApiHeader.RetryAfter] : [])
            .Concat(note.Tag.HasFlag(ApiTag.Told) && (isDone || status == StatusCodes.Status304NotModified) ? (ApiHeader[])[ApiHeader.Tag] : [])
            .Concat(isDone ? note.Tells : [])
            .ToList();
        if (headers.Count > 0)
        {
            response.Headers = headers.ToDictionary(static header => header.Name, static header => (IOpenApiHeader)header.Told(), StringComparer.Ordinal);
        }
    }

    // A field that takes some words alone says which; of a list, each of it.
    private static Task SayWords(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var given = context.JsonPropertyInfo?.AssociatedParameter?.AttributeProvider?.GetCustomAttributes(typeof(OneOfAttribute), inherit: false);
        if (given is [OneOfAttribute oneOf])
        {
            var worded = schema.Type is { } type && type.HasFlag(JsonSchemaType.Array) ? (OpenApiSchema)schema.Items! : schema;
            worded.Enum =
            [
                .. oneOf.Words.Select(static word => (JsonNode)word),
                .. worded.Type is { } kind && kind.HasFlag(JsonSchemaType.Null) ? (JsonNode[])[JsonNullSentinel.JsonNull] : [],
            ];
        }

        return Task.CompletedTask;
    }

    private void NameCurrency(OpenApiSchema schema)
    {
        schema.Properties = schema.Properties?.ToDictionary(property => Named(property.Key), static property => property.Value, StringComparer.Ordinal);
        schema.Required = schema.Required is null ? null : new HashSet<string>(schema.Required.Select(Named), StringComparer.Ordinal);
    }

    private string Named(string name) => name.Replace("_usd", "_" + currency.ToLowerInvariant(), StringComparison.Ordinal);

    // A place {id} in an address, with or without a constraint.
    [GeneratedRegex(@"\{\**([a-z]+)[^}]*\}")]
    private static partial Regex Places();

    [GeneratedRegex(@"[^a-z]+([a-z]*)")]
    private static partial Regex Words();
}
