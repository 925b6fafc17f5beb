using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.Statements.Books;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>The addresses of the book of statements: which versions there are, and booking one.</summary>
/// <param name="books">The book.</param>
internal sealed class BookRoutes(BookKeeping books) : IDeskPart
{
    private const string Address = ApiRoutes.Root + "/books";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } = [("GET", Address), ("POST", Address)];

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton(_ => books);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        // Asked for once, so that it ends with the host.
        routes.ServiceProvider.GetRequiredService<BookKeeping>();
        routes.Map(DeskAction.SeeMoney, "GET", Address, http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, BookJson.Of(books.Months()))).With(new("The booked months with their versions.", typeof(BookList)));
        routes.Map(DeskAction.BookStatements, "POST", Address, BookAsync).With(new("Books a month that is over.", typeof(BookedAnswer), typeof(BookBody)) { Done = StatusCodes.Status201Created });
    }

    private async Task BookAsync(HttpContext http)
    {
        var (month, kind, closes) = await BodyAsync(http).ConfigureAwait(false);
        var (version, changes) = await books.BookAsync(http.Actor(), month, kind, closes, http.RequestAborted).ConfigureAwait(false);
        var json = BookJson.Of(version);
        json["changed_lines"] = changes.Length;
        json["closed"] = books.Book.IsClosed(month);
        await ApiJson.WriteAsync(http, StatusCodes.Status201Created, json).ConfigureAwait(false);
    }

    private static async Task<(YearMonth Month, BookKind Kind, bool Closes)> BodyAsync(HttpContext http)
    {
        var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
        var month = BookManifest.Month(body.Text("month") ?? "") ?? throw new RefusedException(ApiErrors.BadField, "month: give a month as 2026-07.");
        var kind = body.Text("as") is { } asked && BookKinds.Asked.Contains(asked) ? BookKinds.Parse(asked)!.Value
            : throw new RefusedException(ApiErrors.BadField, $"as: give one of {string.Join(", ", BookKinds.Asked)}.");
        return (month, kind, body.Flag("close") ?? false);
    }
}
