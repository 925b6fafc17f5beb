using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api.Contract;
using Spillway.App.Boards;

namespace Spillway.App.Api;

/// <summary>What the page of the moment is drawn from, as JSON: the last hours, the one-line diagram, how far orders have come.</summary>
/// <param name="room">The desk and its surroundings.</param>
internal sealed class BoardRoutes(DeskRoom room) : IDeskPart
{
    private readonly DeskPictures _pictures = new(room.View);
    private readonly OrderProgressBook _progress = new(room.View);

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", ApiRoutes.Root + "/trend"), ("GET", ApiRoutes.Root + "/one-line"), ("GET", ApiRoutes.Root + "/progress"),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton(_pictures);
        services.AddSingleton(_progress);
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeDesk, "GET", ApiRoutes.Root + "/trend", http => Answer(http, BoardJson.Of(room.Board.Trend.Samples(), room.View.Site.Currency))).With(new("The last six hours, a sample every ten seconds at most.", typeof(TrendAnswer)));
        routes.Map(DeskAction.SeeDesk, "GET", ApiRoutes.Root + "/one-line", http => Answer(http, BoardJson.OneLine(room.View, _pictures.Of(room.Board.Newest)))).With(new("Connection, meter, groups and their feeds.", typeof(OneLineAnswer)));
        routes.Map(DeskAction.SeeDesk, "GET", ApiRoutes.Root + "/progress", http => Answer(http, BoardJson.Of(_progress.All))).With(new("How far orders with a ceiling have come by the meter.", typeof(ProgressList)));
    }

    private static Task Answer(HttpContext http, JsonObject body) => ApiJson.WriteAsync(http, StatusCodes.Status200OK, body);
}
