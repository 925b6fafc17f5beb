using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.Bids;
using Spillway.Engine;
using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.App.Prospects;

/// <summary>The addresses of what is known and expected of prices, what is planned, and what would be.</summary>
/// <param name="room">The desk and its surroundings.</param>
internal sealed class ProspectRoutes(DeskRoom room) : IDeskPart
{
    private const decimal MostPrice = 100_000m;

    private readonly PlanBook _plans = new(room.View);
    private readonly DayAheadBook _dayAhead = new(room);

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", ApiRoutes.Root + "/prices"), ("GET", ApiRoutes.Root + "/plan"), ("GET", ApiRoutes.Root + "/bid-curve"), ("GET", ApiRoutes.Root + "/what-if"),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton(_plans);
        services.AddSingleton(_dayAhead);
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeePrices, "GET", ApiRoutes.Root + "/prices", PricesAsync).With(new("The prices of yesterday and today, and what is expected.", typeof(PricesAnswer)));
        routes.Map(DeskAction.SeePrices, "GET", ApiRoutes.Root + "/plan", http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, ProspectJson.Plan(room.View, _plans.Decisions))).With(new("What was decided and why, the newest first.", typeof(PlanAnswer)));
        routes.Map(DeskAction.SeePrices, "GET", ApiRoutes.Root + "/bid-curve", CurveAsync).With(new("The demand curve.", typeof(BidCurveAnswer)));
        routes.Map(DeskAction.SeePrices, "GET", ApiRoutes.Root + "/what-if", WhatIfAsync).With(new("What would run and earn at another price; nothing is ordered.", typeof(WhatIfAnswer))
        {
            Queries =
            [
                ApiQuery.Number("price_usd_per_mwh", "The supposed price; the newest without it.", -MostPrice, MostPrice),
                ApiQuery.Number("hashprice_usd_per_ph_day", "The supposed hash price; the known one without it.", -MostPrice, MostPrice),
            ],
        });
    }

    /// <summary>The site's demand curve now.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="hashprice">At which hash price.</param>
    public static SiteBid Bid(DeskView desk, Hashprice? hashprice)
    {
        var at = Instant.FromDateTimeOffset(desk.Time.GetUtcNow());
        return new(desk.Site, at, at.InUtc().Date.PlusDays(-1), hashprice, AggregateBidCurve.Of(desk.Site.Site, hashprice));
    }

    private async Task PricesAsync(HttpContext http)
    {
        var (from, to) = PriceDays.Of(room.View);
        var dayAhead = await _dayAhead.OfAsync().ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, ProspectJson.Prices(room.View, room.View.Prices(from, to), dayAhead, _plans.Forecast)).ConfigureAwait(false);
    }

    // As 'bid --json' writes it, the instant to the millisecond as everywhere in the API.
    private Task CurveAsync(HttpContext http)
    {
        var bid = Bid(room.View, room.View.Hashprice);
        var json = BidJson.Of(bid);
        json["at_utc"] = ApiJson.Instant(bid.At);
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, json);
    }

    private Task WhatIfAsync(HttpContext http)
    {
        var currency = room.View.Site.Currency.ToLowerInvariant();
        var price = Number(http, $"price_{currency}_per_mwh") ?? room.View.Price().Price?.Value
            ?? throw new RefusedException(ApiErrors.BadField, $"price_{currency}_per_mwh: no price is known now; give one.");
        var hashprice = Number(http, $"hashprice_{currency}_per_ph_day") is { } asked ? new Hashprice(Math.Max(0m, asked)) : room.View.Hashprice;
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, ProspectJson.Of(room.View, WhatIf.Of(room.View, room.View.State(), new(price), hashprice)));
    }

    private static decimal? Number(HttpContext http, string name) => http.Request.Query[name].ToString() is not { Length: > 0 } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= MostPrice ? number
        : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is no number from -{MostPrice} to {MostPrice}.");
}
