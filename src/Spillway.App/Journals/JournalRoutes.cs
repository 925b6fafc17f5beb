using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.Machines;
using Spillway.Engine;

namespace Spillway.App.Journals;

/// <summary>The journal over the API, and for a browser to take away.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="follower">Follows the journal.</param>
internal sealed class JournalRoutes(DeskRoom room, JournalFollower follower) : IDeskPart
{
    /// <summary>Where a browser takes the journal from.</summary>
    public const string Download = "/journal/export.ndjson";

    private const string Address = ApiRoutes.Root + "/journal";
    private const int UsualRecords = 100;
    private const int LongestText = 200;

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Address), ("GET", Address + "/{number}"), ("GET", Address + "/verify"), ("POST", Address + "/verify"), ("DELETE", Address + "/verify"), ("GET", Address + "/export"),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        // Made here and disposed of with the server.
        services.AddSingleton(_ => follower);
        services.AddSingleton(new JournalPager(room.Journal));
        services.AddSingleton<JournalCheck>();
        services.AddSingleton<JournalExport>();
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeJournal, "GET", Address, ListAsync).With(new("Records of the journal, the newest first", typeof(RecordList))
        {
            Tag = ApiTag.Known,
            Queries =
            [
                ApiQuery.Text("kind", "Of these kinds.") with { IsMany = true, IsInOne = true }, ApiQuery.Instant("from_utc", "Written from this instant on."),
                ApiQuery.Instant("until_utc", "Written before this instant."), ApiQuery.Text("order", "That took, answered or ended this order."),
                ApiQuery.Text("text", "In which these letters stand.", LongestText), ApiQuery.Text("machine", "Of this machine: hall-a/17, or the inventory's name."),
                ApiQuery.Limit(UsualRecords, JournalPager.MostRecords), ApiQuery.Whole("before", "Older than this record: next of the page before.", 1),
            ],
        });
        routes.Map(DeskAction.SeeJournal, "GET", Address + "/{number:long}", OneAsync).With(new("One record of the journal", typeof(RecordAnswer)) { Tag = ApiTag.Known });
        routes.Map(DeskAction.SeeJournal, "GET", Address + "/verify", static http => StateAsync(http, StatusCodes.Status200OK)).With(new("How the newest verification stands", typeof(VerificationAnswer)));
        routes.Map(DeskAction.SeeJournal, "POST", Address + "/verify", static http =>
        {
            Of<JournalCheck>(http).Begin(http.Actor());
            return StateAsync(http, StatusCodes.Status202Accepted);
        }).With(new("Begins a verification of the journal", typeof(VerificationAnswer)) { Done = StatusCodes.Status202Accepted });
        routes.Map(DeskAction.SeeJournal, "DELETE", Address + "/verify", static http =>
        {
            Of<JournalCheck>(http).Cancel(http.Actor());
            return StateAsync(http, StatusCodes.Status200OK);
        }).With(new("Ends a verification without a result", typeof(VerificationAnswer)));
        routes.Map(DeskAction.ExportJournal, "GET", Address + "/export", ExportAsync).With(new("The journal as one JSON object a line")
        {
            Files = [ApiFile.JsonLines], Tells = [ApiHeader.FileName],
            Queries = [ApiQuery.Whole("first", "The first record.", 1, usual: 1), ApiQuery.Whole("last", "The last record; the newest without it.", 1)],
        });
        if (room.HasConsole)
        {
            routes.Map(DeskAction.ExportJournal, "GET", Download, ExportAsync);
        }
    }

    /// <summary>Reads what records are wanted.</summary>
    /// <param name="http">The request.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    private static JournalQuery Query(HttpContext http)
    {
        var query = http.Request.Query;
        var (text, machine) = (query["text"].ToString(), query["machine"].ToString());
        string[] kinds = query["kind"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (kinds.FirstOrDefault(static kind => !KnownKinds.All.Contains(kind)) is { } unknown)
        {
            throw new RefusedException(ApiErrors.BadField, $"kind: '{unknown}' is none of {string.Join(", ", KnownKinds.All)}.");
        }

        return new(
            [.. kinds],
            CursorQuery.At(http, "from_utc"),
            CursorQuery.At(http, "until_utc"),
            text.Length <= LongestText ? text : throw new RefusedException(ApiErrors.BadField, $"text: at most {LongestText} letters."),
            machine.Length == 0 ? null
                : Of<MachineDirectory>(http).Find(machine) ?? throw new RefusedException(ApiErrors.BadField, $"machine: '{machine}' is no machine of this site."))
        {
            Order = query["order"].ToString(),
        };
    }

    private static async Task ListAsync(HttpContext http)
    {
        var pager = Of<JournalPager>(http);
        var head = pager.Head;
        var query = Query(http);
        var before = CursorQuery.Whole(http, "before", 1, long.MaxValue);
        var limit = CursorQuery.Limit(http, UsualRecords, JournalPager.MostRecords);
        if (CursorQuery.IsKnown(http, string.Create(CultureInfo.InvariantCulture, $"{(before is { } old && old <= head ? old : head + 1)}")))
        {
            return;
        }

        var found = await pager.PageAsync(query, before, limit, http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["head_number"] = head,
            ["looked_at"] = found.Looked,
            ["records"] = new JsonArray([.. found.Records.Select(static record => (JsonNode)JournalJson.Of(record))]),
            ["next"] = found.Next,
        }).ConfigureAwait(false);
    }

    private static async Task OneAsync(HttpContext http)
    {
        var number = long.Parse((string)http.Request.RouteValues["number"]!, CultureInfo.InvariantCulture);
        if (await Of<JournalPager>(http).FindAsync(number, http.RequestAborted).ConfigureAwait(false) is not { } record)
        {
            await ApiProblem.WriteAsync(http, StatusCodes.Status404NotFound, JournalReadErrors.NoRecord, $"The journal holds no record {number}.", null).ConfigureAwait(false);
            return;
        }

        if (!CursorQuery.IsKnown(http, string.Create(CultureInfo.InvariantCulture, $"record-{number}")))
        {
            await ApiJson.WriteAsync(http, StatusCodes.Status200OK, JournalJson.Of(record)).ConfigureAwait(false);
        }
    }

    private static Task StateAsync(HttpContext http, int status) => ApiJson.WriteAsync(http, status, JournalJson.Of(Of<JournalCheck>(http).State));

    private static async Task ExportAsync(HttpContext http)
    {
        var first = CursorQuery.Whole(http, "first", 1, long.MaxValue) ?? 1;
        var last = CursorQuery.Whole(http, "last", first, long.MaxValue) ?? long.MaxValue;
        http.Response.ContentType = JournalExport.ContentType;
        http.Response.Headers.ContentDisposition = "attachment; filename=\"journal.ndjson\"";
        await Of<JournalExport>(http).WriteAsync(http.Actor(), (first, last), http.Response.BodyWriter, http.RequestAborted).ConfigureAwait(false);
    }

    private static T Of<T>(HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();
}
