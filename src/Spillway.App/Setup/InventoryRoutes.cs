using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.Inventory;
using Spillway.Engine;

namespace Spillway.App.Setup;

/// <summary>The addresses of the inventory's changes: reviewed, kept or left, and put back; and of the versions of the price archive.</summary>
internal sealed class InventoryRoutes : IDeskPart
{
    private const string Root = ApiRoutes.Root + "/inventory";
    private const string Reviews = Root + "/reviews";
    private const string SearchAt = ApiRoutes.Root + "/search";
    private const string ImportsAt = ApiRoutes.Root + "/imports";
    private const int UsualPage = 100;
    private const int MostPage = 1000;

    private static readonly ApiQuery _name = ApiQuery.Text("name", "The file's name, for messages.");
    private static readonly ImmutableArray<ApiQuery> _page = [ApiQuery.Whole("after", "How many machines come before the page: next of the page before.", 0, int.MaxValue, 0), ApiQuery.Limit(UsualPage, MostPage)];

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("POST", Reviews), ("GET", Reviews + "/{id}"), ("POST", Reviews + "/{id}/keep"), ("DELETE", Reviews + "/{id}"), ("GET", Root + "/versions"), ("POST", Root + "/versions/{number}/review"),
        ("POST", SearchAt + "/review"), ("POST", SearchAt + "/take"), ("POST", ImportsAt + "/check"), ("GET", ImportsAt + "/versions"), ("GET", ImportsAt + "/versions/{number}"), ("POST", ImportsAt + "/versions/{number}/restore"),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton<InventoryDesk>();

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        MapReviews(routes, routes.ServiceProvider.GetRequiredService<InventoryDesk>());
        MapPrices(routes, routes.ServiceProvider.GetRequiredService<PriceImports>());
    }

    private static void MapReviews(IEndpointRouteBuilder routes, InventoryDesk desk)
    {
        routes.Map(DeskAction.Discover, "POST", Reviews, async http =>
        {
            var bytes = await BytesAsync(http, InventoryDesk.MostBytes).ConfigureAwait(false);
            await DraftAsync(http, StatusCodes.Status201Created, desk.ReviewFile(http.Actor(), Name(http), bytes)).ConfigureAwait(false);
        }).With(new("Reviews a CSV file of the inventory, the body as it is; nothing is stored.", typeof(InventoryReviewAnswer))
        {
            Done = StatusCodes.Status201Created, Tag = ApiTag.Told, Sent = [ApiFile.Csv], Queries = [_name, .. _page],
        });
        routes.Map(DeskAction.Discover, "POST", SearchAt + "/review", async http =>
            await DraftAsync(http, StatusCodes.Status201Created, desk.ReviewSearch(http.Actor(), await GroupAsync(http).ConfigureAwait(false))).ConfigureAwait(false))
            .With(new("Reviews taking what was found into the inventory; nothing is stored.", typeof(InventoryReviewAnswer), typeof(TakeBody)) { Done = StatusCodes.Status201Created, Tag = ApiTag.Told, Queries = _page });
        routes.Map(DeskAction.Discover, "POST", Root + "/versions/{number}/review", http => DraftAsync(http, StatusCodes.Status201Created, desk.ReviewVersion(http.Actor(), Number(http, InventoryErrors.NoVersion))))
            .With(new("Reviews going back to a version of the inventory; nothing is stored.", typeof(InventoryReviewAnswer)) { Done = StatusCodes.Status201Created, Tag = ApiTag.Told, Queries = _page });
        routes.Map(DeskAction.SeeSetup, "GET", Reviews + "/{id}", http => DraftAsync(http, StatusCodes.Status200OK, desk.Of(Id(http))))
            .With(new("A review that waits, with a page of its machines.", typeof(InventoryReviewAnswer)) { Tag = ApiTag.Told, Queries = _page });
        routes.Map(DeskAction.Discover, "POST", Reviews + "/{id}/keep", async http => await ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, InventoryReviewJson.Of(await desk.KeepAsync(http.Actor(), Id(http), SeenTag.In(http), http.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false))
            .With(new("Makes a reviewed change of the inventory.", typeof(InventoryKeptAnswer)) { Tag = ApiTag.Expected });
        routes.Map(DeskAction.Discover, "DELETE", Reviews + "/{id}", http =>
        {
            desk.Leave(http.Actor(), Id(http));
            return ApiJson.WriteAsync(http, StatusCodes.Status200OK, InventoryReviewJson.Of(desk.Versions()));
        }).With(new("Leaves a review: nothing of it is done.", typeof(InventoryVersionList)));
        routes.Map(DeskAction.SeeSetup, "GET", Root + "/versions", http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, InventoryReviewJson.Of(desk.Versions())))
            .With(new("The versions of the inventory that are kept, newest first.", typeof(InventoryVersionList)));
        routes.Map(DeskAction.Discover, "POST", SearchAt + "/take", async http =>
        {
            var draft = desk.ReviewSearch(http.Actor(), await GroupAsync(http).ConfigureAwait(false));
            await ApiJson.WriteAsync(
                http, StatusCodes.Status200OK, InventoryReviewJson.Of(await desk.KeepAsync(http.Actor(), draft.Id, SeenTag.Of(draft.Tag), http.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false);
        }).With(new("Takes what was found into the inventory, without a review.", typeof(InventoryKeptAnswer), typeof(TakeBody)) { Refused = [StatusCodes.Status412PreconditionFailed] });
    }

    private static void MapPrices(IEndpointRouteBuilder routes, PriceImports imports)
    {
        routes.Map(DeskAction.ImportPrices, "POST", ImportsAt + "/check", async http =>
        {
            var bytes = await BytesAsync(http, PriceImports.MostBytes).ConfigureAwait(false);
            using var review = await imports.ReviewAsync(http.Actor(), [new(Name(http), bytes)], http.RequestAborted).ConfigureAwait(false);
            await ReviewAsync(http, review).ConfigureAwait(false);
        }).With(new("Reviews one market file, the body as it is; nothing is written.", typeof(ArchiveReviewAnswer)) { Tag = ApiTag.Told, Sent = [ApiFile.Bytes], Queries = [_name] });
        routes.Map(DeskAction.SeeSetup, "GET", ImportsAt + "/versions", http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, PriceReviewJson.Of(imports.Versions())))
            .With(new("The state of the price archive that stands, and the former ones that can be put back.", typeof(ArchiveVersionList)));
        routes.Map(DeskAction.SeeSetup, "GET", ImportsAt + "/versions/{number}", async http =>
        {
            using var review = await imports.ReviewRestoreAsync(http.Actor(), Number(http, Markets.Archive.ArchiveErrors.NoVersion), http.RequestAborted).ConfigureAwait(false);
            await ReviewAsync(http, review).ConfigureAwait(false);
        }).With(new("Reviews putting a former state of the price archive back; nothing is written.", typeof(ArchiveReviewAnswer)) { Tag = ApiTag.Told });
        routes.Map(DeskAction.ImportPrices, "POST", ImportsAt + "/versions/{number}/restore", async http =>
        {
            var version = await imports.RestoreAsync(http.Actor(), Number(http, Markets.Archive.ArchiveErrors.NoVersion), SeenTag.In(http), http.RequestAborted).ConfigureAwait(false);
            await ApiJson.WriteAsync(http, StatusCodes.Status200OK, new System.Text.Json.Nodes.JsonObject { ["version"] = version }).ConfigureAwait(false);
        }).With(new("Puts a former state of the price archive back.", typeof(ArchiveRestoredAnswer)) { Tag = ApiTag.Expected });
    }

    private static Task ReviewAsync(HttpContext http, PriceReview review)
    {
        http.Response.Headers.ETag = $"\"{review.Tag}\"";
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, PriceReviewJson.Of(review.Archive));
    }

    private static Task DraftAsync(HttpContext http, int status, InventoryDraft draft)
    {
        http.Response.Headers.ETag = $"\"{draft.Tag}\"";
        var after = (int)(CursorQuery.Whole(http, "after", 0, int.MaxValue) ?? 0);
        return ApiJson.WriteAsync(http, status, InventoryReviewJson.Of(draft, after, CursorQuery.Limit(http, UsualPage, MostPage)));
    }

    private static async Task<Units.GroupId?> GroupAsync(HttpContext http) =>
        (await JsonBody.ReadAsync(http, "group").ConfigureAwait(false)).Text("group") is { Length: > 0 } group ? new Units.GroupId(group) : null;

    private static async Task<byte[]> BytesAsync(HttpContext http, long most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted).ConfigureAwait(false);
        return body.ToArray();
    }

    private static string Name(HttpContext http) => http.Request.Query["name"].ToString() is { Length: > 0 } given ? given : "file";

    private static string Id(HttpContext http) => (string)http.Request.RouteValues["id"]!;

    private static int Number(HttpContext http, ErrorCode code) =>
        int.TryParse((string)http.Request.RouteValues["number"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw new RefusedException(code, "A version is named by its number.");
}
