using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.Engine;

namespace Spillway.App.Alarms;

/// <summary>The alarms' addresses.</summary>
internal sealed class AlarmPart : IDeskPart
{
    private const string Root = ApiRoutes.Root + "/alarms";
    private const int UsualLines = 100;

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Root), ("GET", Root + "/table"), ("GET", Root + "/history"), ("POST", Root + "/acknowledge"), ("POST", Root + "/{id}/acknowledge"),
        ("POST", Root + "/{id}/shelve"), ("POST", Root + "/{id}/unshelve"), ("POST", Root + "/out-of-service"), ("DELETE", Root + "/out-of-service/{subject}"),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton<AlarmDesk>();
        services.AddSingleton<SecondAlarms>();
        services.AddSingleton<CertificateAlarm>();
        services.AddSingleton<WebhookAlarms>();
        services.AddSingleton<DrillAlarms>();
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        // Made here and not at the first request: it listens to the passes from the first one on.
        var alarms = routes.ServiceProvider.GetRequiredService<AlarmDesk>();
        routes.ServiceProvider.GetRequiredService<SecondAlarms>();
        routes.ServiceProvider.GetRequiredService<CertificateAlarm>();
        routes.ServiceProvider.GetRequiredService<WebhookAlarms>();
        routes.ServiceProvider.GetRequiredService<DrillAlarms>();
        routes.Map(DeskAction.SeeDesk, "GET", Root, http => ListAsync(http, alarms)).With(new("The alarms that stand or wait to be acknowledged, and how often they come.", typeof(AlarmListAnswer)));
        routes.Map(DeskAction.SeeDesk, "GET", Root + "/table", static http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["alarms"] = new JsonArray([.. AlarmTable.All.Select(static one => (JsonNode)AlarmJson.Of(one))]) })).With(new("What is written about every alarm: priority, meaning, what to do.", typeof(AlarmTableAnswer)));
        routes.Map(DeskAction.SeeDesk, "GET", Root + "/history", http => HistoryAsync(http, alarms)).With(new("What happened to alarms, newest first.", typeof(AlarmHistoryList))
        {
            Queries =
            [
                ApiQuery.Text("text", "Letters in code, subject, person or note."), ApiQuery.Whole("id", "One alarm.", 1), ApiQuery.Word("change", "One change alone.", ApiWords.Of<AlarmChangeKind>()),
                ApiQuery.Instant("from", "From this instant on."), ApiQuery.Instant("to", "Before this instant."), ApiQuery.Whole("before", "Lines older than this one.", 1),
                ApiQuery.Limit(UsualLines, AlarmSearch.MostLines), ApiQuery.Whole("most", "The older name of limit.", 1, AlarmSearch.MostLines) with { IsOld = true },
            ],
        });
        routes.Map(DeskAction.AcknowledgeAlarm, "POST", Root + "/acknowledge", async http =>
        {
            var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
            await alarms.AcknowledgeAsync(http.Actor(), body.Numbers("ids"), body.Text("note"), http.RequestAborted).ConfigureAwait(false);
            await ListAsync(http, alarms).ConfigureAwait(false);
        }).With(new("Acknowledges alarms.", typeof(AlarmListAnswer), typeof(AcknowledgeBody)));
        routes.Map(DeskAction.AcknowledgeAlarm, "POST", Root + "/{id}/acknowledge", async http =>
        {
            var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
            await alarms.AcknowledgeAsync(http.Actor(), [JsonBody.Number(http, "id")], body.Text("note"), http.RequestAborted).ConfigureAwait(false);
            await ListAsync(http, alarms).ConfigureAwait(false);
        }).With(new("Acknowledges one alarm.", typeof(AlarmListAnswer), typeof(NoteBody)) { IsBodyOptional = true });
        routes.Map(DeskAction.ShelveAlarm, "POST", Root + "/{id}/shelve", async http =>
        {
            var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
            var time = Duration.FromSeconds(body.Number("seconds") ?? throw new RefusedException(ApiErrors.BadField, "seconds: it is missing."));
            await alarms.ShelveAsync(http.Actor(), JsonBody.Number(http, "id"), time, body.Text("reason") ?? "", http.RequestAborted).ConfigureAwait(false);
            await ListAsync(http, alarms).ConfigureAwait(false);
        }).With(new("Puts an alarm aside for a time.", typeof(AlarmListAnswer), typeof(ShelveBody)));
        routes.Map(DeskAction.ShelveAlarm, "POST", Root + "/{id}/unshelve", async http =>
        {
            await alarms.UnshelveAsync(http.Actor(), JsonBody.Number(http, "id"), http.RequestAborted).ConfigureAwait(false);
            await ListAsync(http, alarms).ConfigureAwait(false);
        }).With(new("Takes an alarm back from where it was put aside.", typeof(AlarmListAnswer)));
        routes.Map(DeskAction.ShelveAlarm, "POST", Root + "/out-of-service", async http =>
        {
            var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
            await alarms.TakeOutAsync(http.Actor(), body.Text("subject") ?? "", body.Text("reason") ?? "", http.RequestAborted).ConfigureAwait(false);
            await ListAsync(http, alarms).ConfigureAwait(false);
        }).With(new("Takes the alarms of a group or feed out of service.", typeof(AlarmListAnswer), typeof(OutOfServiceBody)));
        routes.Map(DeskAction.ShelveAlarm, "DELETE", Root + "/out-of-service/{subject}", async http =>
        {
            await alarms.PutBackAsync(http.Actor(), (string)http.Request.RouteValues["subject"]!, http.RequestAborted).ConfigureAwait(false);
            await ListAsync(http, alarms).ConfigureAwait(false);
        }).With(new("Puts the alarms of a group or feed back into service.", typeof(AlarmListAnswer)));
    }

    private static Task ListAsync(HttpContext http, AlarmDesk alarms) => ApiJson.WriteAsync(http, StatusCodes.Status200OK, AlarmJson.Of(alarms.Newest, alarms.Rates()));

    private static Task HistoryAsync(HttpContext http, AlarmDesk alarms)
    {
        var limit = CursorQuery.Limit(http, "most", UsualLines, AlarmSearch.MostLines);
        var change = JsonBody.Query(http, "change");
        if (change is not null && !AlarmWords.Changes.Contains(change))
        {
            throw new RefusedException(ApiErrors.BadField, $"change: '{change}' is none of {string.Join(", ", AlarmWords.Changes)}.");
        }

        // One more than is wanted says whether there are older ones.
        var lines = alarms.Search(new()
        {
            Text = JsonBody.Query(http, "text"),
            Number = JsonBody.QueryNumber(http, "id"),
            Change = change,
            From = JsonBody.QueryInstant(http, "from"),
            To = JsonBody.QueryInstant(http, "to"),
            Before = JsonBody.QueryNumber(http, "before"),
            Most = limit + 1,
        });
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["history"] = new JsonArray([.. lines.Take(limit).Select(static one => (JsonNode)AlarmJson.Of(one))]),
            ["next"] = lines.Length > limit ? lines[limit - 1].Line : null,
        });
    }
}
