using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
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
internal sealed partial class ApiDescription : IDeskPart
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
        services.AddOpenApi(DocumentName, static options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = static description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) ?? false;
            options.AddDocumentTransformer(static (document, _, _) =>
            {
                document.Info = new() { Title = "Spillway", Version = DocumentName, Description = "The desk's API. Powers in MW at the grid connection, consumption positive; instants in UTC." };
                document.Servers = [];
                document.Components ??= new();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token of the data folder, or an API key." },
                };
                document.Webhooks = WebhookContract.All();
                document.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
                return Task.CompletedTask;
            });
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

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var path = context.Description.RelativePath!;
        var note = metadata.OfType<ApiNote>().LastOrDefault();
        var needs = metadata.OfType<NeedsAttribute>().LastOrDefault();
        operation.OperationId = context.Description.HttpMethod!.ToLowerInvariant() + Words().Replace(path["api/v1".Length..], static match => match.Groups[1].Value is { Length: > 0 } word ? char.ToUpperInvariant(word[0]) + word[1..] : "");
        operation.Summary = note?.Summary;
        operation.Description = needs is null ? null : $"Action `{ActionRules.Of(needs.Action).Id}`.";
        operation.Tags = new HashSet<OpenApiTagReference> { new(path.Split('/')[2], context.Document) };
        operation.Parameters =
        [
            .. Places().Matches(path).Select(static match => (IOpenApiParameter)new OpenApiParameter
            {
                Name = match.Groups[1].Value, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }),
            .. (note?.Queries.IsDefault ?? true ? [] : note.Queries).Select(static query => (IOpenApiParameter)new OpenApiParameter
            {
                Name = query.Name, In = ParameterLocation.Query, Description = query.Meaning, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }),
        ];
        return Task.CompletedTask;
    }

    // A place {id} in an address, with or without a constraint.
    [GeneratedRegex(@"\{\**([a-z]+)[^}]*\}")]
    private static partial Regex Places();

    [GeneratedRegex(@"[^a-z]+([a-z]*)")]
    private static partial Regex Words();
}
