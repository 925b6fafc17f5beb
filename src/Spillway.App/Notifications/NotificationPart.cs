using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.People;
using Spillway.App.Streams;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>The notifications' addresses.</summary>
/// <param name="room">The desk.</param>
/// <param name="events">What the desk did.</param>
internal sealed class NotificationPart(DeskRoom room, DeskEvents events) : IDeskPart
{
    private const string Root = ApiRoutes.Root + "/notifications";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Root + "/rules"), ("POST", Root + "/rules"), ("PUT", Root + "/rules/{id}"), ("DELETE", Root + "/rules/{id}"), ("POST", Root + "/rules/{id}/test"), ("GET", Root + "/rules/{id}/versions"), ("POST", Root + "/rules/{id}/restore"), ("GET", Root + "/deliveries"), ("GET", Root + "/mail"),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton(provider => new NotificationDesk(
        room, provider.GetRequiredService<AlarmDesk>(), events, (provider.GetRequiredService<PeopleJournal>(), provider.GetRequiredService<DeskStore>()), provider.GetRequiredService<Gate>()))
        .AddSingleton(static provider => provider.GetRequiredService<NotificationDesk>().Book);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ServiceProvider.GetRequiredService<NotificationDesk>();
        routes.Map(DeskAction.SeeSetup, "GET", Root + "/rules", http => RulesAsync(http, desk)).With(new("The rules of notifications.", typeof(RuleList)));
        routes.Map(DeskAction.ManageNotifications, "POST", Root + "/rules", http => SaveAsync(http, desk, 0, StatusCodes.Status201Created)).With(new("Makes a rule.", typeof(RuleAnswerForm), typeof(RuleBody)) { Done = StatusCodes.Status201Created, Tag = ApiTag.Told });
        routes.Map(DeskAction.ManageNotifications, "PUT", Root + "/rules/{id}", http => SaveAsync(http, desk, JsonBody.Number(http, "id"), StatusCodes.Status200OK)).With(new("Replaces a rule.", typeof(RuleAnswerForm), typeof(RuleBody)) { Tag = ApiTag.Told | ApiTag.Expected });
        routes.Map(DeskAction.ManageNotifications, "DELETE", Root + "/rules/{id}", async http =>
        {
            await desk.Book.RemoveAsync(http.Actor(), JsonBody.Number(http, "id"), SeenTag.In(http), http.RequestAborted).ConfigureAwait(false);
            await RulesAsync(http, desk).ConfigureAwait(false);
        }).With(new("Removes a rule; it can be put back.", typeof(RuleList)) { Tag = ApiTag.Expected });
        routes.Map(DeskAction.SeeSetup, "GET", Root + "/rules/{id}/versions", http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, VersionJson.Of(desk.Book.Versions(JsonBody.Number(http, "id"))))).With(new("What a rule was before.", typeof(VersionList)));
        routes.Map(DeskAction.ManageNotifications, "POST", Root + "/rules/{id}/restore", async http =>
        {
            var version = await VersionJson.NumberAsync(http).ConfigureAwait(false);
            await RuleAsync(http, StatusCodes.Status200OK, await desk.Book.RestoreAsync(http.Actor(), JsonBody.Number(http, "id"), version, SeenTag.In(http), http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
        }).With(new("Puts a rule back as a version of it, also one that was removed.", typeof(RuleAnswerForm), typeof(RestoreBody)) { Tag = ApiTag.Told | ApiTag.Expected });
        routes.Map(DeskAction.ManageNotifications, "POST", Root + "/rules/{id}/test", async http =>
        {
            var outcome = await desk.TestAsync(http.Actor(), JsonBody.Number(http, "id"), http.RequestAborted).ConfigureAwait(false);
            await ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["delivered"] = outcome.IsDelivered, ["said"] = outcome.Said }).ConfigureAwait(false);
        }).With(new("Sends a test by a rule.", typeof(TestedRule)));
        routes.Map(DeskAction.SeeSetup, "GET", Root + "/deliveries", http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["deliveries"] = new JsonArray([.. desk.Deliveries().Select(static one => (JsonNode)Of(one))]) })).With(new("What became of the last messages.", typeof(DeliveryList)));
        routes.Map(DeskAction.SeeSetup, "GET", Root + "/mail", http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, Of(desk))).With(new("The mail server, without its password.", typeof(MailAnswer)));
    }

    private static Task RulesAsync(HttpContext http, NotificationDesk desk) => ApiJson.WriteAsync(
        http, StatusCodes.Status200OK, new JsonObject
        {
            ["rules"] = new JsonArray([.. desk.Rules.Select(static one => (JsonNode)RuleCodec.Json(one))]),
            ["removed"] = new JsonArray([.. desk.Book.Gone().Select(static one => (JsonNode)new JsonObject
            {
                ["id"] = long.Parse(one.Last.Subject, System.Globalization.CultureInfo.InvariantCulture),
                ["name"] = (string?)one.Last.Content!["name"],
                ["version"] = one.Last.Number,
                ["removed_by"] = one.Removal.By,
                ["removed_utc"] = ApiJson.Instant(one.Removal.At),
            })]),
        });

    private static Task RuleAsync(HttpContext http, int status, NotificationRule rule)
    {
        http.Response.Headers.ETag = $"\"{RuleBook.TagOf(rule)}\"";
        return ApiJson.WriteAsync(http, status, RuleCodec.Json(rule));
    }

    private static async Task SaveAsync(HttpContext http, NotificationDesk desk, long number, int status)
    {
        var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
        var rule = await desk.Book.SaveAsync(http.Actor(), RuleCodec.Read(body.Root) with { Number = number }, SeenTag.In(http), http.RequestAborted).ConfigureAwait(false);
        await RuleAsync(http, status, rule).ConfigureAwait(false);
    }

    private static JsonObject Of(DeliveryRecord record) => new()
    {
        ["at_utc"] = ApiJson.Instant(record.At),
        ["rule"] = record.Rule,
        ["channel"] = RuleCodec.Word(record.Channel),
        ["title"] = record.Title,
        ["delivered"] = record.IsDelivered,
        ["tries"] = record.Tries,
        ["said"] = record.Said,
    };

    // Whether there is a password is told; the password never is.
    private static JsonObject Of(NotificationDesk desk)
    {
        try
        {
            return desk.Mail() is not { } mail
                ? new() { ["is_set_up"] = false }
                : new()
                {
                    ["is_set_up"] = true,
                    ["host"] = mail.Host,
                    ["port"] = mail.Port,
                    ["security"] = mail.Security,
                    ["from"] = mail.From,
                    ["user"] = mail.User,
                    ["has_password"] = mail.Password is not null,
                };
        }
        catch (RefusedException refusal)
        {
            return new() { ["is_set_up"] = false, ["fault"] = refusal.What };
        }
    }
}
