using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.Reconciliations;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>The addresses of reconciling: send a bill, look what differs, take the dispute away.</summary>
/// <param name="bills">Holds bills against ours.</param>
/// <param name="book">Says which day it is.</param>
internal sealed class BillRoutes(BillDesk bills, EarningsBook book) : IDeskPart
{
    private const string Address = ApiRoutes.Root + "/reconcile";
    private const long Wrapping = 64 * 1024;

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Address), ("POST", Address), ("GET", Address + "/{id}"), ("DELETE", Address + "/{id}"), ("GET", Address + "/{id}/dispute"),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton(_ => bills);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        // Asked for once, so that it ends with the host.
        routes.ServiceProvider.GetRequiredService<BillDesk>();
        routes.Map(DeskAction.Reconcile, "GET", Address, http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["bills"] = new JsonArray([.. bills.Jobs.All.Select(static job => (JsonNode)WorkJson.Of(job, Brief))]),
        })).With(new("The bills that were held against ours.", typeof(BillList)));
        routes.Map(DeskAction.Reconcile, "POST", Address, StartAsync).With(new("Holds a bill against the statement: a form with the files bill and mapping.", typeof(BillWork))
        {
            Done = StatusCodes.Status202Accepted, Tells = [ApiHeader.Location], Queries = MoneyQueries.Period,
            Form = [("bill", "The bill, at most 16 MiB."), ("mapping", "What its columns mean, at most 256 KiB.")],
        });
        routes.Map(DeskAction.Reconcile, "GET", Address + "/{id}", http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, WorkJson.Of(Job(http), static one => ReconciliationJson.Of(one.Reconciled)))).With(new("A bill with all that was found.", typeof(BillWork)));
        routes.Map(DeskAction.Reconcile, "DELETE", Address + "/{id}", CancelAsync).With(new("Ends the work.", typeof(BillWork)));
        routes.Map(DeskAction.Reconcile, "GET", Address + "/{id}/dispute", DisputeAsync).With(new("The dispute file.") { Queries = [ApiQuery.Word("form", "csv, or xml in the shape of ERCOT's disputes.", ["csv", "xml"], "csv")], Files = [ApiFile.Csv, ApiFile.Xml], Tells = [ApiHeader.FileName] });
    }

    private async Task StartAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BillDesk.MostBillBytes + BillDesk.MostMappingBytes + Wrapping;
        }

        if (!http.Request.HasFormContentType)
        {
            throw new RefusedException(EarningsErrors.BadUpload, "The request is no form (multipart/form-data) with the files bill and mapping.");
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var period = MoneyPeriod.Parse(name => http.Request.Query[name], book.Today);
        var (bill, mapping) = (File(form, "bill"), File(form, "mapping"));
        var (first, second) = (bill.OpenReadStream(), mapping.OpenReadStream());
        await using (first.ConfigureAwait(false))
        await using (second.ConfigureAwait(false))
        {
            var job = await bills.StartAsync(http.Actor(), period, new(bill.FileName, first), new(mapping.FileName, second), http.RequestAborted).ConfigureAwait(false);
            http.Response.Headers.Location = $"{Address}/{job.Id}";
            await ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, WorkJson.Of(job, Brief)).ConfigureAwait(false);
        }
    }

    private async Task CancelAsync(HttpContext http)
    {
        var job = Job(http);
        job.Cancel();
        await job.EndedAsync(http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, WorkJson.Of(job, Brief)).ConfigureAwait(false);
    }

    private async Task DisputeAsync(HttpContext http)
    {
        var job = Job(http);
        var bill = job.Result ?? throw new RefusedException(EarningsErrors.NotReady, $"Bill {job.Id} is {job.StateName}.");
        var isXml = http.Request.Query["form"] == "xml";
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        bills.WriteDispute(bill, isXml, output);
        http.Response.ContentType = isXml ? "application/xml; charset=utf-8" : "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"dispute-{bill.Period.Name}.{(isXml ? "xml" : "csv")}\"";
        await http.Response.WriteAsync(output.ToString(), http.RequestAborted).ConfigureAwait(false);
    }

    private static JsonObject Brief(ReconciledBill bill)
    {
        var json = ReconciliationJson.Of(bill.Reconciled);
        json.Remove("variances");
        return json;
    }

    private static IFormFile File(IFormCollection form, string name) =>
        form.Files[name] ?? throw new RefusedException(EarningsErrors.BadUpload, $"The form has no file '{name}'.");

    private DeskJob<ReconciledBill> Job(HttpContext http) => bills.Jobs.Find(http.Request.RouteValues["id"] as string ?? "");
}
