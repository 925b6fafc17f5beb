using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.Engine;

namespace Spillway.App.Events;

/// <summary>Planned drills over the API.</summary>
internal static class PlannedDrillRoutes
{
    private const string Address = ApiRoutes.Root + "/drills/planned";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
        [("GET", Address), ("POST", Address), ("DELETE", Address + "/{id}"), ("POST", Address + "/{id}/begin")];

    /// <summary>Adds them.</summary>
    /// <param name="routes">Where to.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeEvents, "GET", Address, ListAsync).With(new("The drills that are planned, the earliest first", typeof(PlannedDrillList)) { Tag = ApiTag.Known });
        routes.Map(DeskAction.Drill, "POST", Address, PlanAsync).With(new("Plans a drill; the desk reminds of it and never begins it by itself", typeof(PlannedDrillForm), typeof(PlannedDrillBody)) { Done = StatusCodes.Status201Created });
        routes.Map(DeskAction.Drill, "DELETE", Address + "/{id}", CallOffAsync).With(new("Calls a planned drill off", typeof(PlannedDrillForm)));
        routes.Map(DeskAction.Drill, "POST", Address + "/{id}/begin", BeginAsync).With(new("Begins a planned drill now", typeof(OrderAnswerForm)) { Done = StatusCodes.Status201Created, Refused = [StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable] });
    }

    private static Task ListAsync(HttpContext http)
    {
        var drills = Of(http);
        return EntityTag.WriteAsync(http, new JsonObject { ["planned"] = new JsonArray([.. drills.All.Select(one => (JsonNode)Json(one, drills.StateOf(one)))]) });
    }

    private static async Task PlanAsync(HttpContext http)
    {
        var body = await JsonBody.ReadAsync(http, "at_utc", "by_mw", "within_seconds", "for_seconds", "note").ConfigureAwait(false);
        var wish = new DrillWish(
            At(body, "at_utc"),
            EventRoutes.Figure(body, "by_mw", null),
            EventRoutes.Figure(body, "within_seconds", Drills.UsualWithinSeconds),
            EventRoutes.Figure(body, "for_seconds", Drills.UsualForSeconds),
            body.Text("note") ?? "");
        var drills = Of(http);
        var plan = await drills.PlanAsync(http.Actor(), wish, http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status201Created, Json(plan, drills.StateOf(plan))).ConfigureAwait(false);
    }

    private static async Task CallOffAsync(HttpContext http)
    {
        var drills = Of(http);
        var plan = await drills.CallOffAsync(http.Actor(), JsonBody.Number(http, "id"), http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, Json(plan, drills.StateOf(plan))).ConfigureAwait(false);
    }

    private static async Task BeginAsync(HttpContext http)
    {
        var (_, order, answer) = await Of(http).BeginAsync(http.Actor(), JsonBody.Number(http, "id"), http.RequestAborted).ConfigureAwait(false);
        await EventRoutes.AnswerAsync(http, order, answer).ConfigureAwait(false);
    }

    private static Instant At(JsonBody body, string name)
    {
        var text = body.Needed(name);
        return InstantPattern.ExtendedIso.Parse(text) is { Success: true } at ? at.Value : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is no instant such as 2026-07-01T05:00:00Z.");
    }

    private static JsonObject Json(PlannedDrill one, PlannedDrillState state) => new()
    {
        ["id"] = one.Id,
        ["at_utc"] = ApiJson.Instant(one.Wish.At),
        ["by_mw"] = ApiJson.Number(one.Wish.ByMw),
        ["within_seconds"] = ApiJson.Number(one.Wish.WithinSeconds),
        ["for_seconds"] = ApiJson.Number(one.Wish.ForSeconds),
        ["note"] = one.Wish.Note,
        ["planned_by"] = one.PlannedBy,
        ["planned_utc"] = ApiJson.Instant(one.PlannedAt),
        ["state"] = state switch { PlannedDrillState.Ahead => "ahead", PlannedDrillState.Due => "due", _ => "missed" },
    };

    private static PlannedDrills Of(HttpContext http) => http.RequestServices.GetRequiredService<PlannedDrills>();
}
