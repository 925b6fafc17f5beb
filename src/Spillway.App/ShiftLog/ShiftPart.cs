using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;

namespace Spillway.App.ShiftLog;

/// <summary>The shift log's addresses.</summary>
internal sealed class ShiftPart : IDeskPart
{
    private const string Root = ApiRoutes.Root + "/shift-log";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Root), ("POST", Root), ("GET", Root + "/{id}"), ("PUT", Root + "/{id}"), ("POST", Root + "/{id}/addendum"), ("POST", Root + "/{id}/read"), ("POST", Root + "/{id}/pin"),
        ("POST", Root + "/{id}/unpin"), ("GET", Root + "/hand-over"), ("POST", Root + "/hand-over"), ("POST", Root + "/{id}/take-over"), ("GET", Root + "/schedule"), ("PUT", Root + "/schedule"),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton<ShiftLogDesk>();
        services.AddSingleton<ShiftWatch>();
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        var log = routes.ServiceProvider.GetRequiredService<ShiftLogDesk>();
        routes.ServiceProvider.GetRequiredService<ShiftWatch>();
        Read(routes, log);
        Write(routes, log);
        routes.Map(DeskAction.SeeShiftLog, "GET", Root + "/schedule", http => ScheduleAsync(http, log)).With(new("When shifts begin.", typeof(ScheduleAnswer)) { Tag = ApiTag.Told });
        routes.Map(DeskAction.ChangeSetup, "PUT", Root + "/schedule", async http =>
        {
            var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
            await log.ChangeScheduleAsync(http.Actor(), ShiftSchedule.Parse(body.Texts("starts")), SeenTag.In(http), http.RequestAborted).ConfigureAwait(false);
            await ScheduleAsync(http, log).ConfigureAwait(false);
        }).With(new("Changes when shifts begin.", typeof(ScheduleAnswer), typeof(ScheduleBody)) { Tag = ApiTag.Told | ApiTag.Expected });
    }

    private static void Read(IEndpointRouteBuilder routes, ShiftLogDesk log)
    {
        routes.Map(DeskAction.SeeShiftLog, "GET", Root, http =>
        {
            // One more than is wanted says whether there are older ones.
            var limit = CursorQuery.Limit(http, "most", NoteSearch.MostEntries, NoteSearch.MostEntries);
            var notes = log.Search(new()
            {
                Text = JsonBody.Query(http, "text"),
                Shift = JsonBody.Query(http, "shift"),
                IsPinned = JsonBody.QueryFlag(http, "pinned") ?? false,
                Before = JsonBody.QueryNumber(http, "before"),
                Most = limit + 1,
            });
            return ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
            {
                ["running"] = ShiftJson.Of(log.Running),
                ["entries"] = new JsonArray([.. notes.Take(limit).Select(static one => (JsonNode)ShiftJson.Of(one))]),
                ["next"] = notes.Length > limit ? notes[limit - 1].Number : null,
            });
        }).With(new("Entries of the shift log, newest first, and the running shift.", typeof(ShiftEntryList))
        {
            Queries =
            [
                ApiQuery.Text("text", "Words that all occur, in any order and case; parts of words count.", NoteSearch.MostLetters), ApiQuery.Text("shift", "One shift, such as 2026-07-01T19:00."),
                ApiQuery.Flag("pinned", "Instructions in force alone."), ApiQuery.Whole("before", "Entries older than this one.", 1),
                ApiQuery.Limit(NoteSearch.MostEntries, NoteSearch.MostEntries), ApiQuery.Whole("most", "The older name of limit.", 1, NoteSearch.MostEntries) with { IsOld = true },
            ],
        });
        routes.Map(DeskAction.SeeShiftLog, "GET", Root + "/hand-over", http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, ShiftJson.Of(log.Report(JsonBody.QueryInstant(http, "at"))))).With(new("What happened in a shift.", typeof(HandOverAnswer)) { Queries = [ApiQuery.Instant("at", "An instant of the shift; now without it.")] });
        routes.Map(DeskAction.SeeShiftLog, "GET", Root + "/{id}", http => EntryAsync(http, log)).With(new("An entry with its versions and what was added.", typeof(ShiftEntryWhole)) { Tag = ApiTag.Told });
        routes.Map(DeskAction.SeeShiftLog, "POST", Root + "/{id}/read", async http =>
        {
            await log.ReadAsync(http.Actor(), JsonBody.Number(http, "id"), http.RequestAborted).ConfigureAwait(false);
            await EntryAsync(http, log).ConfigureAwait(false);
        }).With(new("Marks an entry as read.", typeof(ShiftEntryWhole)) { Tag = ApiTag.Told });
    }

    private static Task EntryAsync(HttpContext http, ShiftLogDesk log)
    {
        var number = JsonBody.Number(http, "id");
        var notes = log.Search(new() { Number = number });
        return notes.FirstOrDefault(one => one.Number == number) is not { } note
            ? ApiProblem.WriteAsync(http, StatusCodes.Status404NotFound, ShiftErrors.NotThere, $"Entry {number} is not there.", null)
            : Tagged(http, note, new JsonObject
            {
                ["entry"] = ShiftJson.Of(note),
                ["versions"] = new JsonArray([.. log.Versions(number).Select(static one => (JsonNode)ShiftJson.Of(one))]),
                ["added"] = new JsonArray([.. notes.Where(one => one.Number != number).Select(static one => (JsonNode)ShiftJson.Of(one))]),
            });
    }

    private static Task Tagged(HttpContext http, ShiftNote note, JsonObject content)
    {
        http.Response.Headers.ETag = $"\"{note.Tag}\"";
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, content);
    }

    private static void Write(IEndpointRouteBuilder routes, ShiftLogDesk log)
    {
        routes.Map(DeskAction.WriteShiftLog, "POST", Root, http => WriteAsync(http, log, static body => ShiftWords.Kind(body.Text("kind") ?? ""), null)).With(new("Writes a note or an instruction.", typeof(ShiftEntryAnswer), typeof(ShiftEntryBody)) { Done = StatusCodes.Status201Created });
        routes.Map(DeskAction.WriteShiftLog, "POST", Root + "/hand-over", http => WriteAsync(http, log, static _ => NoteKind.HandOver, null)).With(new("Signs a hand-over as the outgoing shift.", typeof(ShiftEntryAnswer), typeof(ShiftTextBody)) { Done = StatusCodes.Status201Created });
        routes.Map(DeskAction.WriteShiftLog, "POST", Root + "/{id}/addendum", http => WriteAsync(http, log, static _ => NoteKind.Addendum, JsonBody.Number(http, "id"))).With(new("Adds to an entry.", typeof(ShiftEntryAnswer), typeof(ShiftTextBody)) { Done = StatusCodes.Status201Created });
        routes.Map(DeskAction.WriteShiftLog, "POST", Root + "/{id}/take-over", http => WriteAsync(http, log, static _ => NoteKind.TakeOver, JsonBody.Number(http, "id"))).With(new("Signs a hand-over as the incoming shift.", typeof(ShiftEntryAnswer), typeof(ShiftTextBody)) { Done = StatusCodes.Status201Created });
        routes.Map(DeskAction.WriteShiftLog, "PUT", Root + "/{id}", async http =>
        {
            var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
            var note = await log.EditAsync(http.Actor(), JsonBody.Number(http, "id"), (body.Text("text") ?? "", SeenTag.In(http)), http.RequestAborted).ConfigureAwait(false);
            http.Response.Headers.ETag = $"\"{note.Tag}\"";
            await ApiJson.WriteAsync(http, StatusCodes.Status200OK, ShiftJson.Of(note)).ConfigureAwait(false);
        }).With(new("Changes an entry: its writer alone, until the shift ends.", typeof(ShiftEntryAnswer), typeof(ShiftChangeBody)) { Tag = ApiTag.Told | ApiTag.Expected });
        foreach (var (word, isPinned) in new[] { ("pin", true), ("unpin", false) })
        {
            routes.Map(DeskAction.WriteShiftLog, "POST", Root + "/{id}/" + word, async http =>
            {
                var note = await log.PinAsync(http.Actor(), JsonBody.Number(http, "id"), isPinned, http.RequestAborted).ConfigureAwait(false);
                await ApiJson.WriteAsync(http, StatusCodes.Status200OK, ShiftJson.Of(note)).ConfigureAwait(false);
            }).With(new(isPinned ? "Puts an entry on top." : "Takes an entry down.", typeof(ShiftEntryAnswer)));
        }
    }

    private static async Task WriteAsync(HttpContext http, ShiftLogDesk log, Func<JsonBody, NoteKind> kind, long? to)
    {
        var body = await JsonBody.ReadAsync(http).ConfigureAwait(false);
        var links = NoteLink.Parse(string.Join(' ', body.Texts("links")));
        var note = await log.WriteAsync(http.Actor(), kind(body), body.Text("text") ?? "", (links, to), http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status201Created, ShiftJson.Of(note)).ConfigureAwait(false);
    }

    private static Task ScheduleAsync(HttpContext http, ShiftLogDesk log)
    {
        var schedule = log.Schedule;
        http.Response.Headers.ETag = $"\"{schedule.Tag}\"";
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["starts"] = new JsonArray([.. schedule.Texts.Select(static one => (JsonNode)one)]),
            ["running"] = ShiftJson.Of(log.Running),
        });
    }
}
