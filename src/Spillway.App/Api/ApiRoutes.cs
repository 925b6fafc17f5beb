using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Alarms;
using Spillway.App.Api.Contract;
using Spillway.App.Api.Limits;
using Spillway.App.Earnings;
using Spillway.App.Notifications;
using Spillway.App.Obligations;
using Spillway.App.Prospects;
using Spillway.App.ShiftLog;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>The addresses of the API.</summary>
/// <param name="desk">The desk.</param>
/// <param name="orders">Takes the orders.</param>
/// <param name="keys">What their idempotency keys did.</param>
/// <param name="limits">How many somebody may give.</param>
internal sealed class ApiRoutes(DeskView desk, OrderTaking orders, OrderKeys keys, RateLimits limits) : IDeskPart
{
    /// <summary>What every address begins with.</summary>
    public const string Root = "/api/v1";

    private readonly KeptStatus _status = new(desk);

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Root + "/status"), ("GET", Root + "/groups"), ("GET", Root + "/orders"),
        ("GET", Root + "/promise"), ("GET", Root + "/headroom"), ("POST", Root + "/orders"), ("DELETE", Root + "/orders/{id}"),
        .. AlarmPart.All, .. ShiftPart.All, .. NotificationPart.All, .. EarningsParts.Addresses, .. ProspectRoutes.All,
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton(orders);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeDesk, "GET", Root + "/status", http => EntityTag.WriteAsync(http, EntityTag.OfState(desk), _status.Now)).With(new("What the desk is doing now.", typeof(StatusAnswer)) { Tag = ApiTag.Known });
        routes.Map(DeskAction.SeeDesk, "GET", Root + "/groups", http => EntityTag.WriteAsync(http, EntityTag.OfState(desk), () => new JsonObject { ["groups"] = StatusJson.Groups(desk) })).With(new("The groups alone.", typeof(GroupList)) { Tag = ApiTag.Known });
        routes.Map(DeskAction.SeeDesk, "GET", Root + "/orders", http => EntityTag.WriteAsync(http, new JsonObject { ["orders"] = StatusJson.Orders(desk.State()) })).With(new("The orders in force.", typeof(OrderList)) { Tag = ApiTag.Known });
        routes.Map(DeskAction.SeeDesk, "GET", Root + "/promise", PromiseAsync).With(new("What would be promised now; nothing is done.", typeof(PreviewAnswer)) { Queries = OrderQueries.Promise });
        routes.Map(DeskAction.SeeDesk, "GET", Root + "/headroom", HeadroomAsync).With(new("Who holds which MW in the coming hours, and what curtailing for price now would take off the baselines of programmes.", typeof(HeadroomList)) { Queries = [ApiQuery.Number("hours", "How far ahead, in hours.", 0, 100_000, 24)] });
        routes.Map(DeskAction.SeeDesk, "POST", Root + "/orders", OrderAsync).With(new("Gives an order.", typeof(OrderAnswerForm), typeof(OrderBodyForm))
        {
            Done = StatusCodes.Status201Created, Else = [(StatusCodes.Status200OK, typeof(OrderAnswerForm)), (StatusCodes.Status202Accepted, typeof(ConfirmAnswer))],
            Refused = [StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable], Reads = [ApiHeader.IdempotencyKey], Needs = OrderQueries.Actions(),
        });
        routes.Map(DeskAction.Release, "DELETE", Root + "/orders/{id}", ReleaseAsync).With(new("Ends an order.", typeof(OrderAnswerForm))
        {
            Done = StatusCodes.Status201Created, Else = [(StatusCodes.Status200OK, typeof(OrderAnswerForm))], Refused = [StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable],
            Reads = [ApiHeader.IdempotencyKey], Queries = [ApiQuery.Text("by", "Who, where the data folder's token asks; everybody else signs with the own name."), ApiQuery.Text("reason", "Why.")],
        });
        routes.MapFallback("/api/{**rest}", NowhereAsync).WithMetadata(new NeedsAttribute(DeskAction.SeeDesk));
    }

    // An address that is there takes JSON alone: what a form of a page elsewhere can send never reaches it.
    private static Task NowhereAsync(HttpContext http) => http.Request is { ContentLength: not 0, Method: "POST" or "PUT" } sent && !sent.HasJsonContentType()
        ? ApiProblem.WriteAsync(http, StatusCodes.Status415UnsupportedMediaType, ApiErrors.BadBody, "The body is not sent as application/json.", null)
        : ApiProblem.WriteAsync(http, StatusCodes.Status404NotFound, ApiErrors.NotFound, $"{http.Request.Method} {http.Request.Path} is not there.", null);

    private Task PromiseAsync(HttpContext http)
    {
        if (http.Request.Query.ContainsKey("to_mw") == http.Request.Query.ContainsKey("by_mw"))
        {
            throw new RefusedException(ApiErrors.BadField, "to_mw: a promise is of exactly one of to_mw and by_mw.");
        }

        var to = Query(http, "to_mw", 0m);
        var within = Query(http, "within_seconds", (decimal)desk.Plant.Rules.OrderWithin.TotalSeconds);
        var word = http.Request.Query["rank"].ToString();
        var rank = word.Length == 0 ? OrderRank.Protection
            : OrderWords.Rank(word) ?? throw new RefusedException(ApiErrors.BadField, $"rank: '{word}' is none of protection, obligation, operator.");
        var by = http.Request.Query.ContainsKey("by_mw") ? new Megawatts(Query(http, "by_mw", 0m)) : (Megawatts?)null;
        var order = new Order(
            new("preview"), by is null ? OrderKind.Ceiling : OrderKind.Reduction, rank, by ?? new Megawatts(to), null, null, null,
            Duration.FromNanoseconds((double)(within * 1_000_000_000m)), null, "preview", http.Actor().Name);
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, OrderJson.Of(OrderPreviews.Of(desk, order), desk.Site.Currency));
    }

    private Task HeadroomAsync(HttpContext http)
    {
        const decimal Day = 24m;
        var lines = DeskHeadroom.Coming(desk, Duration.FromSeconds((double)(Query(http, "hours", Day) * 3600m)));
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["intervals"] = new JsonArray([.. lines.Select(static one => (JsonNode)HeadroomJson.Of(one))]),
            ["baselines"] = BaselineCostJson.Now(desk),
        });
    }

    private async Task OrderAsync(HttpContext http)
    {
        var body = OrderBody.Parse(await BodyAsync(http).ConfigureAwait(false));
        var key = Key(http);
        var given = body.Order(key ?? orders.NewId());

        // The command line says for whom it asks; everybody else signs with the own name.
        var order = given with { Source = http.Actor().Signing(given.Source) };
        if (key is not null && keys.Find(http.Actor(), key, order) is { } done)
        {
            // Before anything else: what the key did may by now be refused, or ask for another word.
            await WriteAsync(http, order, done).ConfigureAwait(false);
            return;
        }

        if (order.Kind == OrderKind.Stop && orders.Confirmed(http.Actor(), order.Source, body.Confirm) is { } word)
        {
            await ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, new JsonObject
            {
                ["confirm"] = word,
                ["text"] = "Nothing has been done. Send the same stop again with this word in 'confirm'.",
            }).ConfigureAwait(false);
            return;
        }

        if (DeskHeadroom.Breaks(desk, order) is { IsEmpty: false } broken)
        {
            await ApiProblem.WriteAsync(
                http, StatusCodes.Status409Conflict, ApiErrors.BreaksAward, $"Order {order.Id}: {HeadroomJson.Sentence(broken[0])}{More(broken.Length)}.", new JsonObject
                {
                    ["shortfalls"] = new JsonArray([.. broken.Select(static one => (JsonNode)HeadroomJson.Of(one))]),
                }).ConfigureAwait(false);
            return;
        }

        await AnswerAsync(http, order, key).ConfigureAwait(false);
    }

    private static string? Key(HttpContext http) => http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key ? null
        : OrderKeys.IsGood(key) ? key
        : throw new RefusedException(ApiErrors.BadField, $"Idempotency-Key: letters, digits, '.', '_' and '-', at most {OrderKeys.Longest}.");

    private static string More(int times) => times == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", and {times - 1} times more");

    private Task ReleaseAsync(HttpContext http)
    {
        var key = Key(http);
        var release = orders.Release((string)http.Request.RouteValues["id"]!, http.Actor().Signing(Words(http, "by")), Words(http, "reason") ?? "released");
        return AnswerAsync(http, key is null ? release : release with { Id = new("release-" + key) }, key);
    }

    private static string? Words(HttpContext http, string name) => http.Request.Query[name].ToString().Trim() is not { Length: > 0 } text ? null
        : text.Length <= OrderBody.LongestText && !text.Any(char.IsControl) ? text
        : throw new RefusedException(ApiErrors.BadField, $"{name}: at most {OrderBody.LongestText} plain letters are allowed.");

    private async Task AnswerAsync(HttpContext http, Order order, string? key)
    {
        limits.Demand(http.Actor(), order.Kind);
        Task<OrderAnswer> Give() => orders.GiveAsync(http.Actor(), order, http.RequestAborted);
        await WriteAsync(http, order, await (key is null ? Give() : keys.GiveAsync(http.Actor(), key, order, Give)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext http, Order order, OrderAnswer answer)
    {
        var json = OrderJson.Of(order, answer);
        if (!answer.IsAccepted)
        {
            await ApiProblem.WriteAsync(
                http, StatusCodes.Status409Conflict, ApiErrors.OrderRefused, $"Order {order.Id}: {OrderWords.Why(answer.Verdict)}.", json).ConfigureAwait(false);
            return;
        }

        await ApiJson.WriteAsync(http, answer.Verdict == OrderVerdict.Known ? StatusCodes.Status200OK : StatusCodes.Status201Created, json).ConfigureAwait(false);
    }

    private static async Task<byte[]> BodyAsync(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, http.RequestAborted).ConfigureAwait(false);
        return bytes.ToArray();
    }

    private static decimal Query(HttpContext http, string name, decimal fallback)
    {
        var text = http.Request.Query[name].ToString();
        return text.Length == 0 ? fallback
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 100_000m ? number
            : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is no number from 0 to 100000.");
    }
}
