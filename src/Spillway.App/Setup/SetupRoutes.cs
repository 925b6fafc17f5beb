using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.Engine;

namespace Spillway.App.Setup;

/// <summary>The addresses of the site file and its versions, of searches, and of imports.</summary>
internal sealed class SetupRoutes : IDeskPart
{
    private const string Root = ApiRoutes.Root + "/site";
    private const string SearchAt = ApiRoutes.Root + "/search";
    private const string ImportsAt = ApiRoutes.Root + "/imports";

    // A text of SiteDesk.MostText characters, as JSON at its longest.
    private const long MostBody = 2 * 1024 * 1024;

    private const string SiteNeeds = "Each changed setting needs its own action, which docs/reference/authority.md lists and the check of a text names.";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Root), ("POST", Root + "/check"), ("POST", Root + "/changes"), ("GET", Root + "/versions"), ("GET", Root + "/versions/{number}"),
        ("POST", Root + "/versions/{number}/revert"), ("GET", Root + "/settings"), ("GET", Root + "/rules"), ("GET", SearchAt + "/estimate"), ("GET", SearchAt), ("POST", SearchAt), ("DELETE", SearchAt), ("POST", ImportsAt),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton<SiteDesk>();
        services.AddSingleton<MachineSearch>();
        services.AddSingleton<PriceImports>();
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        // Made now: the file as it is at the start is what the desk runs with.
        MapSite(routes, routes.ServiceProvider.GetRequiredService<SiteDesk>());
        MapInForce(routes, routes.ServiceProvider.GetRequiredService<SiteDesk>());
        MapSearch(routes, routes.ServiceProvider.GetRequiredService<MachineSearch>());
        var imports = routes.ServiceProvider.GetRequiredService<PriceImports>();
        routes.Map(DeskAction.ImportPrices, "POST", ImportsAt, http => ImportAsync(http, imports))
            .With(new("Takes one market file, the body as it is, into the archive.", typeof(ImportAnswer)) { Tag = ApiTag.Expected, Sent = [ApiFile.Bytes], Queries = [ApiQuery.Text("name", "The file's name, for messages.")] });
    }

    private static void MapSite(IEndpointRouteBuilder routes, SiteDesk desk)
    {
        routes.Map(DeskAction.SeeSetup, "GET", Root, http =>
        {
            var text = desk.Text();
            return ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
            {
                ["file"] = desk.Name, ["text"] = text, ["sha256"] = SiteDesk.DigestOf(text), ["running_sha256"] = desk.StartDigest,
                ["takes_effect"] = "at the next start",
                ["pending"] = SiteJson.Of(desk.Pending()),
            });
        }).With(new("The site file as it is, and in what it differs from the one the desk runs with.", typeof(SiteAnswer)));
        routes.Map(DeskAction.SeeSetup, "POST", Root + "/check", async http =>
            await ApiJson.WriteAsync(http, StatusCodes.Status200OK, SiteJson.Of(desk.Review((await LongBodyAsync(http).ConfigureAwait(false)).Needed("text", (int)MostBody)))).ConfigureAwait(false))
            .With(new("Checks a text and compares it with the file in force; nothing is written.", typeof(SiteReviewAnswer), typeof(SiteTextBody)));
        routes.Map(DeskAction.ChangeSetup, "POST", Root + "/changes", async http =>
        {
            var body = await LongBodyAsync(http).ConfigureAwait(false);
            await AnswerAsync(http, await desk.ChangeAsync(http.Actor(), body.Needed("text", (int)MostBody), body.Needed("based_on"), body.Text("note") ?? "", http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
        }).With(new("Changes the site file; limits, rules and credentials once another person signs.", typeof(SiteChangedAnswer), typeof(SiteChangeBody)) { Else = [(StatusCodes.Status202Accepted, typeof(WaitingAnswer))], Needs = SiteNeeds });
        routes.Map(DeskAction.SeeSetup, "GET", Root + "/versions", http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["versions"] = new JsonArray([.. desk.Versions.Select(static one => (JsonNode)SiteJson.Of(one))]) })).With(new("The versions of the site file that are kept.", typeof(SiteVersionList)));
        routes.Map(DeskAction.SeeSetup, "GET", Root + "/versions/{number}", http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["number"] = Number(http), ["text"] = desk.Text(Number(http)) })).With(new("The text of a version.", typeof(SiteTextAnswer)));
        routes.Map(DeskAction.ChangeSetup, "POST", Root + "/versions/{number}/revert", async http =>
        {
            var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
            await AnswerAsync(http, await desk.RevertAsync(http.Actor(), Number(http), body.Needed("based_on"), body.Text("note") ?? "", http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
        }).With(new("Brings a version back, by the same way as any change.", typeof(SiteChangedAnswer), typeof(SiteRevertBody)) { Else = [(StatusCodes.Status202Accepted, typeof(WaitingAnswer))], Needs = SiteNeeds });
    }

    private static void MapInForce(IEndpointRouteBuilder routes, SiteDesk desk)
    {
        routes.Map(DeskAction.SeeSetup, "GET", Root + "/settings", http =>
        {
            var reading = desk.Reading();
            return ApiJson.WriteAsync(http, StatusCodes.Status200OK, Cli.ConfigJson.Of(desk.Name, reading, Sites.SiteFigures.Of(reading.Definition)));
        }).With(new("Every setting of the site file with where it is taken from, as config --json writes it.", typeof(SettingsAnswer)));
        routes.Map(DeskAction.SeeSetup, "GET", Root + "/rules", static http =>
        {
            var (rules, source, held) = RulesNow.Of(http.RequestServices.GetRequiredService<DeskRoom>())
                ?? throw new RefusedException(Rules.RuleFileErrors.UnknownMarket, "No rules of the site's market are at hand.");
            return ApiJson.WriteAsync(http, StatusCodes.Status200OK, Cli.RulesShowCommand.Json(rules, source, held));
        }).With(new("The market rules in force now, as rules show --json writes them.", typeof(RulesAnswer)));
    }

    private static void MapSearch(IEndpointRouteBuilder routes, MachineSearch search)
    {
        routes.Map(DeskAction.SeeSetup, "GET", SearchAt, http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, SearchJson.Of(search.State))).With(new("The running search for machines, or the last one.", typeof(SearchAnswer)));
        routes.Map(DeskAction.Discover, "GET", SearchAt + "/estimate", static http =>
        {
            var (addresses, atLeast) = MachineSearch.Estimate(new(
                JsonBody.Query(http, "ranges") ?? throw new RefusedException(ApiErrors.BadField, "ranges is missing."),
                JsonBody.Query(http, "wide") == "true",
                (int)(CursorQuery.Whole(http, "rate", 1, int.MaxValue) ?? new Devices.Discovery.ScanOptions().Rate),
                (int)(CursorQuery.Whole(http, "port_shift", 0, int.MaxValue) ?? 0)));
            return ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["addresses"] = addresses, ["at_least_seconds"] = ApiJson.Seconds(atLeast) });
        }).With(new("How many addresses a search would visit, and how long that takes at least; nothing is contacted.", typeof(EstimateAnswer))
        {
            Queries =
            [
                ApiQuery.Text("ranges", "Address ranges, parted by commas.") with { IsNeeded = true }, ApiQuery.Flag("wide", "Takes many addresses."),
                ApiQuery.Whole("rate", "Connections per second.", 1, null, new Devices.Discovery.ScanOptions().Rate), ApiQuery.Whole("port_shift", "Port shift of an emulated site.", 0, null, 0),
            ],
        });
        routes.Map(DeskAction.Discover, "POST", SearchAt, async http =>
        {
            var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
            await search.StartAsync(
                http.Actor(),
                new(body.Needed("ranges"), body.Flag("wide") ?? false, (int)(body.Number("rate") ?? new Devices.Discovery.ScanOptions().Rate), (int)(body.Number("port_shift") ?? 0)),
                http.RequestAborted).ConfigureAwait(false);
            await ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, SearchJson.Of(search.State)).ConfigureAwait(false);
        }).With(new("Begins a search for machines; nothing outside the ranges is contacted.", typeof(SearchAnswer), typeof(SearchBody)) { Done = StatusCodes.Status202Accepted });
        routes.Map(DeskAction.Discover, "DELETE", SearchAt, http =>
        {
            search.Cancel(http.Actor());
            return ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, SearchJson.Of(search.State));
        }).With(new("Calls the search off.", typeof(SearchAnswer)) { Done = StatusCodes.Status202Accepted });
    }

    private static async Task ImportAsync(HttpContext http, PriceImports imports)
    {
        Allow(http, PriceImports.MostBytes);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted).ConfigureAwait(false);
        var name = http.Request.Query["name"].ToString() is { Length: > 0 } given ? given : "file";
        var done = await imports.ImportAsync(http.Actor(), [new(name, body.ToArray())], SeenTag.In(http), http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, Cli.PricesImportCommand.Json(done)).ConfigureAwait(false);
    }

    private static Task<JsonBody> LongBodyAsync(HttpContext http)
    {
        Allow(http, MostBody);
        return JsonBody.ReadAsync(http);
    }

    private static void Allow(HttpContext http, long bytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytes;
        }
    }

    private static Task AnswerAsync(HttpContext http, SiteChange change) => change.Version is { } version
        ? ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["version"] = SiteJson.Of(version), ["takes_effect"] = "at the next start" })
        : ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, new JsonObject { ["second"] = SecondRoutes.Of(change.Request!) });

    private static int Number(HttpContext http) =>
        int.TryParse((string)http.Request.RouteValues["number"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw new RefusedException(SetupErrors.NoVersion, "A version is named by its number.");
}
