using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Papers;
using Spillway.App.Statements.Trails;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>The addresses of statements: totals with bridges, their papers, their lines, and what a line came from.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="book">The statements.</param>
internal sealed class StatementRoutes(DeskRoom room, EarningsBook book) : IDeskPart
{
    private const string Address = ApiRoutes.Root + "/statement";
    private const int UsualLines = 200;
    private const int MostLines = 1000;

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
        [("GET", Address), ("GET", Address + "/lines"), ("GET", Address + "/lines/{id}")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton(_ => book);
        services.AddSingleton(new LineWalk(room));
        services.AddSingleton(_ => new EventEarnings(room, book));
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        // Asked for once, so that it ends with the host.
        routes.ServiceProvider.GetRequiredService<EarningsBook>();
        routes.Map(DeskAction.SeeMoney, "GET", Address, StatementAsync).With(new("What the site owes and is owed, with its bridges.", typeof(StatementAnswer)) { Queries = [.. MoneyQueries.Period, MoneyQueries.Form("csv", "xlsx", "html", "json")], Files = [ApiFile.Csv, ApiFile.Html, ApiFile.Workbook], Tells = [ApiHeader.FileName] });
        routes.Map(DeskAction.SeeMoney, "GET", Address + "/lines", LinesAsync).With(new("The lines of a statement, leaf by leaf.", typeof(LineList)) { Queries = [.. MoneyQueries.Period, .. MoneyQueries.Lines(UsualLines, MostLines)] });
        routes.Map(DeskAction.SeeMoney, "GET", Address + "/lines/{**id}", LineAsync).With(new("A line walked back to what it came from.", typeof(LineTrailAnswer)) { Queries = MoneyQueries.Period });
    }

    private async Task StatementAsync(HttpContext http)
    {
        var form = Field(http)("form") ?? "";
        if (form is not ("" or "json" or "csv" or "html" or "xlsx"))
        {
            throw new RefusedException(ApiErrors.BadField, $"form: '{form}' is none of json, csv, html, xlsx.");
        }

        var settled = InBook(await SettledAsync(http).ConfigureAwait(false));
        switch (form)
        {
            case "csv":
                await TextAsync(http, settled, ("text/csv", form), output => LinesCsv.Write(settled.Statement, settled.Range.Corrections, output)).ConfigureAwait(false);
                break;
            case "html":
                await TextAsync(http, settled, ("text/html", form), output => StatementPage.Write(settled.Range, output)).ConfigureAwait(false);
                break;
            case "xlsx":
                // The workbook's library writes in a way that no answer may be written in: it is made first.
                using (var file = new MemoryStream())
                {
                    await StatementWorkbook.WriteAsync(settled.Range, file, http.RequestAborted).ConfigureAwait(false);
                    Named(http, settled, ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", form));
                    await http.Response.Body.WriteAsync(file.ToArray(), http.RequestAborted).ConfigureAwait(false);
                }

                break;
            case "json":
                await TextAsync(http, settled, ("application/json", form), output => output.Write(StatementJson.Of(settled.Range))).ConfigureAwait(false);
                break;
            default:
                await ApiJson.WriteAsync(http, StatusCodes.Status200OK, JsonNode.Parse(StatementJson.Of(settled.Range))!).ConfigureAwait(false);
                break;
        }
    }

    // Read at each request: a correction may land in a month whose statement is kept settled.
    private SettledPeriod InBook(SettledPeriod settled) => settled.Period.WholeMonth is { } month
        ? settled with { Range = settled.Range with { Corrections = LandedCorrection.Known(new(room.DataFolder, room.View.Site.Site.Id), month) } }
        : settled;

    private async Task LinesAsync(HttpContext http)
    {
        var field = Field(http);
        var filter = LineFilter.Parse(field);
        var limit = CursorQuery.Limit(http, UsualLines, MostLines);
        var settled = await SettledAsync(http).ConfigureAwait(false);
        var lines = filter.Of(settled.Statement, room.View.Site.TimeZone);
        var first = 0;
        if (field("cursor") is { } cursor)
        {
            for (first = 0; first < lines.Length && lines[first].Id.ToString() != cursor; first++)
            {
                // The page begins behind the line that the last one ended with.
            }

            first = first < lines.Length ? first + 1 : throw new RefusedException(ApiErrors.BadField, $"cursor: '{cursor}' is not among the lines any more; begin anew.");
        }

        var shown = lines.AsSpan()[first..Math.Min(first + limit, lines.Length)];
        var array = new JsonArray();
        foreach (var line in shown)
        {
            array.Add(LineJson.Of(settled.Statement, line));
        }

        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["total"] = lines.Length,
            [$"amount_{settled.Statement.Currency.ToLowerInvariant()}"] = ApiJson.Number(lines.Sum(static line => line.Amount.Value)),
            ["next"] = first + limit < lines.Length ? shown[^1].Id.ToString() : null,
            ["lines"] = array,
        }).ConfigureAwait(false);
    }

    private async Task LineAsync(HttpContext http)
    {
        var settled = await SettledAsync(http).ConfigureAwait(false);
        var name = http.Request.RouteValues["id"] as string ?? "";
        var trail = await http.RequestServices.GetRequiredService<LineWalk>().OfAsync(settled, name, http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, TrailJson.Of(trail)).ConfigureAwait(false);
    }

    private Task<SettledPeriod> SettledAsync(HttpContext http) => book.OfAsync(MoneyPeriod.Parse(Field(http), book.Today), http.RequestAborted);

    private async Task TextAsync(HttpContext http, SettledPeriod settled, (string Type, string Form) kind, Action<TextWriter> write)
    {
        using var bytes = new MemoryStream();
        var output = new StreamWriter(bytes, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await using (output.ConfigureAwait(false))
        {
            write(output);
        }

        Named(http, settled, (kind.Type + "; charset=utf-8", kind.Form));
        bytes.Position = 0;
        await bytes.CopyToAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
    }

    private void Named(HttpContext http, SettledPeriod settled, (string Type, string Form) kind)
    {
        http.Response.ContentType = kind.Type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{room.View.Site.Site.Id.Text}-{settled.Period.Name}.{kind.Form}\"";
    }

    private static Func<string, string?> Field(HttpContext http) => name => http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
