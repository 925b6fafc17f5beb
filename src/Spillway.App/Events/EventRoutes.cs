using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Events;

/// <summary>Events and drills over the API, and proofs for a browser to take away.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="fold">Finds the events in the journal.</param>
internal sealed class EventRoutes(DeskRoom room, EventFold fold) : IDeskPart
{
    private const string Address = ApiRoutes.Root + "/events";
    private const string DrillAddress = ApiRoutes.Root + "/drills";
    private const string ResponseAddress = ApiRoutes.Root + "/responses";
    private const int UsualEvents = 50;
    private const int MostEvents = 500;
    private const string Json = "json";
    private const string Html = "html";
    private const string Evidence = "evidence";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Address), ("GET", Address + "/{id}"), ("GET", Address + "/{id}/proof"), ("GET", DrillAddress), ("POST", DrillAddress), ("GET", ResponseAddress), .. PlannedDrillRoutes.All,
    ];

    /// <summary>Where a browser takes a proof from.</summary>
    /// <param name="found">The event.</param>
    /// <param name="form"><c>json</c>, <c>html</c> or <c>evidence</c>.</param>
    public static string Download(JournalEvent found, string form) =>
        string.Create(CultureInfo.InvariantCulture, $"/events/{found.Number}/proof/{form}");

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton(fold);
        services.AddSingleton<EventShelf>();
        services.AddSingleton<Drills>();
        services.AddSingleton<PlannedDrills>();
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeEvents, "GET", Address, ListAsync).With(new("The orders that took load off, the newest first", typeof(EventList)) { Queries = [ApiQuery.Limit(UsualEvents, MostEvents), ApiQuery.Whole("before", "Older than this record: next of the page before.", 1)] });
        routes.Map(DeskAction.SeeEvents, "GET", Address + "/{id}", OneAsync).With(new("One order that took load off", typeof(EventAnswer)));
        routes.Map(DeskAction.TakeProof, "GET", Address + "/{id}/proof", http => TakeAsync(http, http.Request.Query["form"].ToString() is { Length: > 0 } form ? form : Json)).With(new("The proof of an event", typeof(EventProofAnswer))
        {
            Otherwise = typeof(EventEvidenceAnswer),
            Queries = [ApiQuery.Word("form", "json or html say what it was worth; evidence is what the desk wrote at the deadline.", [Json, Html, Evidence], Json)],
            Files = [ApiFile.Html], Tells = [ApiHeader.FileName], Needs = $"The forms json and html need `{ActionRules.Of(DeskAction.SeeMoney).Id}` too.",
        });
        if (room.HasConsole)
        {
            routes.Map(DeskAction.TakeProof, "GET", "/events/{id}/proof/{form}", static http => TakeAsync(http, (string)http.Request.RouteValues["form"]!));
        }

        routes.Map(DeskAction.SeeEvents, "GET", DrillAddress, DrillPlanAsync).With(new("What a drill would be; nothing is done", typeof(DrillAnswer))
        {
            Queries =
            [
                ApiQuery.Number("by_mw", "How much is to come off, in MW.", 0, null) with { IsNeeded = true },
                ApiQuery.Number("within_seconds", "The time to do it in.", 0, null, Drills.UsualWithinSeconds), ApiQuery.Number("for_seconds", "How long it lasts.", 0, null, Drills.UsualForSeconds),
            ],
        });
        routes.Map(DeskAction.Drill, "POST", DrillAddress, DrillAsync).With(new("Begins a drill", typeof(OrderAnswerForm), typeof(DrillBody)) { Done = StatusCodes.Status201Created, Refused = [StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable] });
        PlannedDrillRoutes.Map(routes);
        routes.Map(DeskAction.SeeEvents, "GET", ResponseAddress, http => EntityTag.WriteAsync(http, new JsonObject { ["groups"] = GroupCurve.Json(GroupCurve.Of(room.View)) })).With(new("How fast each group has followed, as events and drills have taught.", typeof(ResponseList)) { Tag = ApiTag.Known });
    }

    /// <summary>An event of a list, with what was measured of it.</summary>
    /// <param name="found">The event.</param>
    /// <param name="facts">What was measured; null where no evidence has been written.</param>
    public static JsonObject Of(JournalEvent found, EvidenceFacts? facts)
    {
        var json = EventJson.Of(found);
        json["measured"] = facts is null ? null : new JsonObject
        {
            ["before_mw"] = ApiJson.Number(facts.Before?.Value),
            ["least_within_deadline_mw"] = ApiJson.Number(facts.Least?.Value),
            ["reduction_mw"] = ApiJson.Number(facts.Off?.Value),
            ["kept"] = facts.IsKept,
        };
        return json;
    }

    /// <summary>Answers with what the desk said to a drill: 201 where it is begun, 409 where it is not.</summary>
    /// <param name="http">The request.</param>
    /// <param name="order">The drill's order.</param>
    /// <param name="answer">The desk's answer.</param>
    internal static async Task AnswerAsync(HttpContext http, Order order, OrderAnswer answer)
    {
        var json = OrderJson.Of(order, answer);
        if (answer.IsAccepted)
        {
            await ApiJson.WriteAsync(http, StatusCodes.Status201Created, json).ConfigureAwait(false);
            return;
        }

        await ApiProblem.WriteAsync(http, StatusCodes.Status409Conflict, ApiErrors.OrderRefused, $"Drill {order.Id}: {OrderWords.Why(answer.Verdict)}.", json).ConfigureAwait(false);
    }

    private static async Task ListAsync(HttpContext http)
    {
        var shelf = Of<EventShelf>(http);
        var isWhole = await shelf.Follower.CaughtUpAsync(_patience, http.RequestAborted).ConfigureAwait(false);
        var before = CursorQuery.Whole(http, "before", 1, long.MaxValue) ?? long.MaxValue;
        var limit = CursorQuery.Limit(http, UsualEvents, MostEvents);
        var found = shelf.All().Reverse().Where(one => one.Number < before).Take(limit + 1).ToList();
        var shown = found.Take(limit).ToList();
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["read_to"] = shelf.Follower.Read,
            ["whole"] = isWhole && shelf.Follower.Fault is null,
            ["events"] = new JsonArray([.. shown.Select(one => (JsonNode)Of(one, shelf.Facts(one)))]),
            ["next"] = found.Count > limit ? shown[^1].Number : null,
        }).ConfigureAwait(false);
    }

    private static async Task OneAsync(HttpContext http)
    {
        if (await FoundAsync(http).ConfigureAwait(false) is { } found)
        {
            await ApiJson.WriteAsync(http, StatusCodes.Status200OK, Of(found, Of<EventShelf>(http).Facts(found))).ConfigureAwait(false);
        }
    }

    private static async Task TakeAsync(HttpContext http, string form)
    {
        if (form is not (Json or Html or Evidence))
        {
            throw new RefusedException(ApiErrors.BadField, $"form: '{form}' is none of json, html, evidence.");
        }

        if (await FoundAsync(http).ConfigureAwait(false) is not { } found)
        {
            return;
        }

        // A proof says what the event was worth; the desk's evidence has no money in it.
        if (form != Evidence)
        {
            Of<Gate>(http).Demand(http.Actor(), DeskAction.SeeMoney);
        }

        var shelf = Of<EventShelf>(http);
        var (bytes, type) = await BytesAsync(shelf, found, form, (Of<DeskRoom>(http), http.RequestAborted)).ConfigureAwait(false);
        await shelf.TakenAsync(http.Actor(), found, form, http.RequestAborted).ConfigureAwait(false);
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{found.Order.Id}-{form}.{(form == Html ? Html : Json)}\"";
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<(byte[] Bytes, string Type)> BytesAsync(EventShelf shelf, JournalEvent found, string form, (DeskRoom Room, CancellationToken Cancellation) of)
    {
        if (form == Evidence)
        {
            var file = EvidenceFacts.FileOf(of.Room.DataFolder, found)
                ?? throw new RefusedException(Obligations.ObligationErrors.UnknownEvent, $"No evidence of {found.Order.Id} has been written yet; it is at its deadline.");
            return (await File.ReadAllBytesAsync(file, of.Cancellation).ConfigureAwait(false), "application/json; charset=utf-8");
        }

        // An event of before the site file stated a bitcoin's price is told by today's.
        var proof = await shelf.ProofAsync(found, of.Cancellation).ConfigureAwait(false);
        var bitcoin = proof.Site.BitcoinPrice ?? of.Room.View.Site.BitcoinPrice;
        if (form == Json)
        {
            return (Encoding.UTF8.GetBytes(EventJson.Of(proof, bitcoin).ToJsonString() + "\n"), "application/json; charset=utf-8");
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        EventPage.Write(proof, bitcoin, text);
        return (Encoding.UTF8.GetBytes(text.ToString()), "text/html; charset=utf-8");
    }

    private static async Task<JournalEvent?> FoundAsync(HttpContext http)
    {
        var name = (string)http.Request.RouteValues["id"]!;
        if (await Of<EventShelf>(http).FindAsync(name, http.RequestAborted).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        await ApiProblem.WriteAsync(http, StatusCodes.Status404NotFound, Obligations.ObligationErrors.UnknownEvent, $"The journal holds no event '{name}'.", null).ConfigureAwait(false);
        return null;
    }

    private static Task DrillPlanAsync(HttpContext http)
    {
        var plan = Of<Drills>(http).Plan(Figure(http, "by_mw", null), Figure(http, "within_seconds", Drills.UsualWithinSeconds), Figure(http, "for_seconds", Drills.UsualForSeconds));
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, Of(plan, Of<DeskRoom>(http).View.Site.Currency));
    }

    private static async Task DrillAsync(HttpContext http)
    {
        var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
        var drills = Of<Drills>(http);
        var plan = drills.Plan(Figure(body, "by_mw", null), Figure(body, "within_seconds", Drills.UsualWithinSeconds), Figure(body, "for_seconds", Drills.UsualForSeconds));
        var (order, answer) = await drills.BeginAsync(http.Actor(), plan, http.RequestAborted).ConfigureAwait(false);
        await AnswerAsync(http, order, answer).ConfigureAwait(false);
    }

    private static JsonObject Of(DrillPlan plan, string currency) => new()
    {
        ["by_mw"] = ApiJson.Number(plan.By.Value),
        ["within_seconds"] = ApiJson.Seconds(plan.Within),
        ["for_seconds"] = ApiJson.Seconds(plan.For),
        ["power_mw"] = ApiJson.Number(plan.Power.Value),
        ["level_mw"] = ApiJson.Number(plan.Level.Value),
        ["promise"] = OrderJson.Of(plan.Promise),
        [$"cost_{currency.ToLowerInvariant()}_per_hour"] = ApiJson.Number(plan.CostPerHour),
        [$"cost_{currency.ToLowerInvariant()}"] = ApiJson.Number(plan.Cost),
    };

    /// <summary>A figure of a drill's body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="name">The field.</param>
    /// <param name="usual">What it is where it is not given; null where it must be.</param>
    internal static decimal Figure(JsonBody body, string name, decimal? usual) =>
        body.Figure(name) ?? usual ?? throw new RefusedException(ApiErrors.BadField, $"{name}: is missing.");

    private static decimal Figure(HttpContext http, string name, decimal? usual)
    {
        var text = http.Request.Query[name].ToString();
        return text.Length == 0 ? usual ?? throw new RefusedException(ApiErrors.BadField, $"{name}: is missing.")
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
            : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is no number.");
    }

    private static T Of<T>(HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();
}
