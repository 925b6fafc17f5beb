using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.Statements;
using Spillway.App.Statements.Customers;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>The addresses of hosted customers' own statements: who owes what, and each one's papers with nothing of the others in them.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="book">The statements.</param>
internal sealed class CustomerRoutes(DeskRoom room, EarningsBook book) : IDeskPart
{
    private const string Address = ApiRoutes.Root + "/statement/customers";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } = [("GET", Address), ("GET", Address + "/{contract}/{customer}")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeMoney, "GET", Address, ListAsync).With(new("What each hosted customer owes.", typeof(CustomerList)) { Queries = MoneyQueries.Period });
        routes.Map(DeskAction.SeeMoney, "GET", Address + "/{contract}/{customer}", PaperAsync)
            .With(new("A hosted customer's own statement, as settle --customers writes it.", typeof(CustomerAnswer)) { Queries = [.. MoneyQueries.Period, MoneyQueries.Form("csv", "html", "json")], Files = [ApiFile.Csv, ApiFile.Html] });
    }

    private async Task ListAsync(HttpContext http)
    {
        var settled = await SettledAsync(http).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["currency"] = settled.Statement.Currency,
            ["customers"] = new JsonArray([.. settled.Range.Customers.Select(static one => (JsonNode)Of(one))]),
        }).ConfigureAwait(false);
    }

    private static JsonObject Of(CustomerStatement one) => new()
    {
        ["contract"] = one.Contract.Id.Text,
        ["customer"] = one.Customer.Name,
        ["contracted_mwh"] = ApiJson.Number(one.Contracted.Value),
        ["delivered_mwh"] = ApiJson.Number(one.Delivered.Value),
        [$"owed_{one.Statement.Currency.ToLowerInvariant()}"] = ApiJson.Number(one.Owed.Value),
        ["settled_intervals"] = one.Statement.SettledIntervals,
        ["open_intervals"] = one.Statement.OpenIntervals,
    };

    private async Task PaperAsync(HttpContext http)
    {
        var form = JsonBody.Query(http, "form") ?? "";
        if (form is not ("" or "json" or "csv" or "html"))
        {
            throw new RefusedException(ApiErrors.BadField, $"form: '{form}' is none of json, csv, html.");
        }

        var (contract, name) = ((string)http.Request.RouteValues["contract"]!, (string)http.Request.RouteValues["customer"]!);
        var settled = await SettledAsync(http).ConfigureAwait(false);
        var customer = CustomerVersions.Of(settled, new(room.DataFolder, room.View.Site.Site.Id), contract, name)
            ?? throw new RefusedException(EarningsErrors.NoCustomer, $"No contract '{contract}' of kind 'hosting' names a customer '{name}'.");
        if (form.Length == 0)
        {
            await ApiJson.WriteAsync(http, StatusCodes.Status200OK, JsonNode.Parse(CustomerJson.Of(customer))!).ConfigureAwait(false);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        switch (form)
        {
            case "csv":
                LinesCsv.Write(customer.Statement, customer.Corrections, text);
                break;
            case "html":
                CustomerPage.Write(customer, room.View.Site.Name, room.View.Site.TimeZone, text);
                break;
            default:
                await text.WriteAsync(CustomerJson.Of(customer)).ConfigureAwait(false);
                break;
        }

        http.Response.ContentType = (form == "json" ? "application/json" : "text/" + form) + "; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{contract}-{name}-{settled.Period.Name}.{form}\"";
        await http.Response.WriteAsync(text.ToString(), Encoding.UTF8, http.RequestAborted).ConfigureAwait(false);
    }

    private Task<SettledPeriod> SettledAsync(HttpContext http) => book.OfAsync(MoneyPeriod.Parse(name => JsonBody.Query(http, name), book.Today), http.RequestAborted);
}
