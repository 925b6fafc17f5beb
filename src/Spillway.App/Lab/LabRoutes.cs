using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.Backtests;
using Spillway.Engine;

namespace Spillway.App.Lab;

/// <summary>The addresses of studies.</summary>
internal sealed class LabRoutes : IDeskPart
{
    /// <summary>Where the console opens a report.</summary>
    public const string ReportAt = "/lab/studies/{id}/report";

    private const string Root = ApiRoutes.Root + "/studies";
    private const int MostListed = 500;
    private const int MostCompared = 20;

    // The report is one page that needs nothing but itself; in the sandbox its script sees neither the console nor its cookies.
    private const string ReportPolicy = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
        [("GET", Root), ("POST", Root), ("GET", Root + "/{id}"), ("DELETE", Root + "/{id}"), ("GET", Root + "/{id}/report"), ("GET", Root + "/compare")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton<StudyDesk>();
        services.AddHostedService(static provider => provider.GetRequiredService<StudyDesk>());
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ServiceProvider.GetRequiredService<StudyDesk>();
        routes.Map(DeskAction.SeeLab, "GET", Root, http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["studies"] = new JsonArray([.. desk.Newest(MostListed).Select(static one => (JsonNode)Of(one))]) })).With(new("The studies, newest first.", typeof(StudyList)));
        routes.Map(DeskAction.RunStudy, "POST", Root, http => AskAsync(http, desk)).With(new("Asks for a study of the past on the archive; it waits for its turn.", typeof(StudyAnswer), typeof(StudyBody)) { Done = StatusCodes.Status202Accepted });
        routes.Map(DeskAction.SeeLab, "GET", Root + "/compare", http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, Compared(http, desk)))
            .With(new("Studies side by side, policy by policy.", typeof(ComparedAnswer)) { Queries = [ApiQuery.Whole("ids", "Their numbers.", 1) with { IsMany = true, IsInOne = true, MostValues = MostCompared, IsNeeded = true }] });
        routes.Map(DeskAction.SeeLab, "GET", Root + "/{id}", http =>
        {
            var study = Of(desk.Get(Id(http)));
            study["result"] = desk.Result(Id(http));
            return ApiJson.WriteAsync(http, StatusCodes.Status200OK, study);
        }).With(new("A study with its result, as backtest --json writes it.", typeof(StudyAnswer)));
        routes.Map(DeskAction.RunStudy, "DELETE", Root + "/{id}", async http =>
        {
            await desk.CancelAsync(http.Actor(), Id(http), http.RequestAborted).ConfigureAwait(false);
            await ApiJson.WriteAsync(http, StatusCodes.Status200OK, Of(desk.Get(Id(http)))).ConfigureAwait(false);
        }).With(new("Calls a study off.", typeof(StudyAnswer)));
        routes.Map(DeskAction.SeeLab, "GET", Root + "/{id}/report", http => ReportAsync(http, desk)).With(new("The study's report: one HTML page, as backtest --html writes it.") { Files = [ApiFile.Html] });
        routes.Map(DeskAction.SeeLab, "GET", ReportAt, http => ReportAsync(http, desk));
    }

    private static async Task AskAsync(HttpContext http, StudyDesk desk)
    {
        var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
        var request = new StudyRequest(
            body.Text("name") ?? "",
            BacktestRange.Date("from", body.Needed("from")),
            BacktestRange.Date("to", body.Needed("to")),
            body.Text("policies") ?? "",
            body.Texts("sweeps"))
        {
            Knows = [.. body.Texts("knows").Select(StudyWords.Kind)],
        };
        await ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, Of(await desk.AskAsync(http.Actor(), request, http.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false);
    }

    private static async Task ReportAsync(HttpContext http, StudyDesk desk)
    {
        string path;
        try
        {
            path = desk.Report(Id(http));
        }
        catch (RefusedException refusal)
        {
            await ApiProblem.WriteAsync(http, StatusCodes.Status404NotFound, refusal.Code, refusal.What, null).ConfigureAwait(false);
            return;
        }

        http.Response.Headers.ContentSecurityPolicy = ReportPolicy;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.SendFileAsync(path, http.RequestAborted).ConfigureAwait(false);
    }

    private static JsonObject Compared(HttpContext http, StudyDesk desk)
    {
        var ids = http.Request.Query["ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length is 0 or > MostCompared)
        {
            throw new RefusedException(ApiErrors.BadField, $"ids: give 1 to {MostCompared} numbers of studies with commas.");
        }

        var net = "net_" + http.RequestServices.GetRequiredService<DeskRoom>().View.Site.Currency.ToLowerInvariant();
        var compared = ComparedStudies.Of([.. ids.Select(Id).Distinct().Select(desk.Get)], desk.Result);
        return new()
        {
            ["studies"] = new JsonArray([.. compared.Columns.Select(static one => (JsonNode)Of(one))]),
            ["policies"] = new JsonArray([.. compared.Rows.Select(row => (JsonNode)new JsonObject
            {
                ["policy"] = row.Label,
                ["cells"] = new JsonArray([.. row.Cells.Select(cell => cell is null ? null : (JsonNode)new JsonObject
                {
                    [net] = ApiJson.Number(cell.Net),
                    ["energy_mwh"] = ApiJson.Number(cell.EnergyMwh),
                    ["restarts"] = ApiJson.Number(cell.Restarts),
                    ["uplift_capture_ratio"] = ApiJson.Number(cell.Capture),
                    ["regret_ratio"] = ApiJson.Number(cell.Regret),
                })]),
            })]),
        };
    }

    private static JsonObject Of(Study study) => new()
    {
        ["id"] = study.Id,
        ["name"] = study.Request.Name,
        ["from"] = LocalDatePattern.Iso.Format(study.Request.From),
        ["to"] = LocalDatePattern.Iso.Format(study.Request.To),
        ["policies"] = study.Request.Policies,
        ["sweeps"] = new JsonArray([.. study.Request.Sweeps.Select(static one => (JsonNode)one)]),
        ["knows"] = new JsonArray([.. study.Request.Knows.Select(static one => (JsonNode)StudyWords.Of(one))]),
        ["by"] = study.By,
        ["asked_utc"] = ApiJson.Instant(study.AskedAt),
        ["state"] = study.State switch
        {
            StudyState.Waiting => "waiting",
            StudyState.Running => "running",
            StudyState.Done => "done",
            StudyState.Failed => "failed",
            _ => "cancelled",
        },
        ["done_ratio"] = study.Done is { } done ? ApiJson.Number((decimal)done) : null,
        ["started_utc"] = study.StartedAt is { } start ? ApiJson.Instant(start) : null,
        ["ended_utc"] = study.EndedAt is { } end ? ApiJson.Instant(end) : null,
        ["fault"] = study.Fault,
        ["site_sha256"] = study.SiteDigest.Length == 0 ? null : study.SiteDigest,
    };

    private static long Id(HttpContext http) => Id((string)http.Request.RouteValues["id"]!);

    private static long Id(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : throw new RefusedException(LabErrors.NoStudy, "A study is named by its number.");
}
