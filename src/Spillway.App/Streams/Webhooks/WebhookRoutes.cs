using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;

namespace Spillway.App.Streams.Webhooks;

/// <summary>The addresses of webhooks and their dead letters.</summary>
/// <param name="room">The desk.</param>
internal sealed class WebhookRoutes(DeskRoom room) : IDeskPart
{
    private const string Root = ApiRoutes.Root + "/webhooks";
    private const string DeadAt = Root + "/dead-letters";
    private const string KeysFolder = "console-keys";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
        [("GET", Root), ("POST", Root), ("DELETE", Root + "/{id}"), ("GET", DeadAt), ("POST", DeadAt + "/{id}/send")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("spillway").PersistKeysToFileSystem(new(Path.Combine(room.DataFolder, KeysFolder)));
        services.AddSingleton<WebhookSender>();
        services.AddHostedService(static provider => provider.GetRequiredService<WebhookSender>());
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        var sender = routes.ServiceProvider.GetRequiredService<WebhookSender>();
        routes.Map(DeskAction.SeeSetup, "GET", Root, http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["webhooks"] = new JsonArray([.. sender.All.Select(static one => (JsonNode)Of(one))]) })).With(new("The webhooks.", typeof(WebhookList)));
        routes.Map(DeskAction.ManageNotifications, "POST", Root, http => MakeAsync(http, sender)).With(new("Keeps a webhook; its secret is shown once.", typeof(NewWebhookAnswer), typeof(WebhookBody)) { Done = StatusCodes.Status201Created });
        routes.Map(DeskAction.ManageNotifications, "DELETE", Root + "/{id}", async http =>
        {
            await sender.RemoveAsync(http.Actor(), Id(http), http.RequestAborted).ConfigureAwait(false);
            await ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["removed"] = Id(http) }).ConfigureAwait(false);
        }).With(new("Forgets a webhook and what is on its way to it.", typeof(RemovedAnswer)));
        routes.Map(DeskAction.SeeSetup, "GET", DeadAt, http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["dead_letters"] = new JsonArray([.. sender.Dead.Select(static one => (JsonNode)Of(one))]) })).With(new("What nobody took.", typeof(DeadLetterList)));
        routes.Map(DeskAction.ManageNotifications, "POST", DeadAt + "/{id}/send", async http =>
        {
            sender.SendAgain(http.Actor(), Id(http));
            await ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, new JsonObject { ["sending"] = Id(http) }).ConfigureAwait(false);
        }).With(new("Sends a dead letter once more.", typeof(SendingAnswer)) { Done = StatusCodes.Status202Accepted });
    }

    private static async Task MakeAsync(HttpContext http, WebhookSender sender)
    {
        var body = await JsonBody.ReadAsync(http, "target", "types").ConfigureAwait(false);
        var (webhook, secret) = await sender.MakeAsync(
            http.Actor(), body.Text("target") ?? "", body.Texts("types"), http.RequestAborted).ConfigureAwait(false);
        var answer = Of(webhook);
        answer["secret"] = secret;
        answer["text"] = "The secret is not shown again. It signs every delivery.";
        await ApiJson.WriteAsync(http, StatusCodes.Status201Created, answer).ConfigureAwait(false);
    }

    private static JsonObject Of(Webhook webhook) => new()
    {
        ["id"] = webhook.Id,
        ["target"] = webhook.Target.ToString(),
        ["types"] = new JsonArray([.. webhook.Types.Select(static type => (JsonNode)type)]),
        ["made_by"] = webhook.MadeBy,
        ["made_utc"] = ApiJson.Instant(webhook.MadeAt),
    };

    private static JsonObject Of(Delivery delivery) => new()
    {
        ["id"] = delivery.Id,
        ["webhook"] = delivery.Webhook,
        ["attempts"] = delivery.Attempts,
        ["fault"] = delivery.Fault,
        ["event"] = JsonNode.Parse(delivery.Body),
    };

    private static string Id(HttpContext http) => (string)http.Request.RouteValues["id"]!;
}
