using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.Engine;

namespace Spillway.App.Machines;

/// <summary>The machines over the API.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="ledger">How machines followed.</param>
internal sealed class MachineRoutes(DeskRoom room, CommandLedger ledger) : IDeskPart
{
    private const string Address = ApiRoutes.Root + "/machines";
    private const int UsualMachines = 100;
    private const int MostMachines = 1_000;
    private const int UsualEntries = 50;
    private const int MostEntries = 200;
    private const int MostAnswers = 100;
    private const string PollsAt = ApiRoutes.Root + "/polls";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } = [("GET", Address), ("GET", Address + "/{id}"), ("GET", ApiRoutes.Root + "/firmware"), ("GET", PollsAt)];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        services.AddSingleton(_ => MachineDirectory.Read(room.View.Plant, room.View.Site, room.DataFolder));
        services.AddSingleton(new FleetWatch(room.View, room.Board, room.Wall));
        services.AddSingleton<MachinePages>();
        services.AddSingleton<MachineHistory>();
        services.AddSingleton(ledger);
        services.AddSingleton<FirmwareTruths>();
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeFleet, "GET", Address, ListAsync).With(new("The machines, by number", typeof(MachineList))
        {
            Tag = ApiTag.Known,
            Queries =
            [
                ApiQuery.Text("group", "Of one group."), ApiQuery.Word("condition", "In one condition.", MachineWords.Conditions), ApiQuery.Flag("odd", "Odd ones alone."),
                ApiQuery.Text("text", "Known by these letters: name, id, address, mac, serial, model, firmware.", FleetFilter.LongestText),
                ApiQuery.Limit(UsualMachines, MostMachines), ApiQuery.Whole("after", "Behind this number: next of the page before.", 0),
            ],
        });
        routes.Map(DeskAction.SeeFleet, "GET", Address + "/{**id}", OneAsync).With(new("One machine, with what the journal tells of it", typeof(MachineWhole))
        {
            Queries =
            [
                ApiQuery.Limit(UsualEntries, MostEntries), ApiQuery.Whole("before", "Entries older than this record: next of the page before.", 1),
                ApiQuery.Whole("polls", "How many of its last polls; none without it.", 1, MachineSeries.Most),
            ],
        });
        routes.Map(DeskAction.SeeFleet, "GET", ApiRoutes.Root + "/firmware", TruthAsync).With(new("How machines followed, by model and firmware", typeof(FirmwareList)));
        routes.Map(DeskAction.SeeJournal, "GET", PollsAt, PollsAsync)
            .With(new("What a machine answered last, as it came; the newest last.", typeof(PollList))
            {
                Refused = [StatusCodes.Status404NotFound],
                Queries = [ApiQuery.Text("machine", "Which: hall-a/17, or the inventory's name.") with { IsNeeded = true }, ApiQuery.Limit(1, MostAnswers)],
            });
    }

    private static Task ListAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var (directory, fleet) = (Of<MachineDirectory>(http), Of<FleetWatch>(http).Newest());
        var filter = FleetFilter.Read(query["group"], query["condition"], query["odd"], query["text"]);
        if (filter.Group is { } group && !directory.Plant.Groups.Any(one => one.Load.Id == group))
        {
            throw new RefusedException(ApiErrors.BadField, $"group: '{group.Text}' is none of {string.Join(", ", directory.Plant.Groups.Select(static one => one.Load.Id.Text))}.");
        }

        var page = new MachinePage(
            filter,
            CursorQuery.Limit(http, UsualMachines, MostMachines),
            (int)(CursorQuery.Whole(http, "after", 0, int.MaxValue) ?? -1));
        var version = string.Create(CultureInfo.InvariantCulture, $"{fleet.At.ToUnixTimeTicks()}-{fleet.Number}-{directory.Edition}");
        return CursorQuery.IsKnown(http, version) ? Task.CompletedTask : ApiJson.WriteAsync(http, Of<MachinePages>(http).Of(fleet, page));
    }

    private static async Task OneAsync(HttpContext http)
    {
        var (directory, fleet) = (Of<MachineDirectory>(http), Of<FleetWatch>(http).Newest());
        var name = Uri.UnescapeDataString((string)http.Request.RouteValues["id"]!);
        if (directory.Find(name) is not { } number)
        {
            await ApiProblem.WriteAsync(http, StatusCodes.Status404NotFound, MachineErrors.Unknown, $"'{name}' is no machine of this site.", null).ConfigureAwait(false);
            return;
        }

        Of<Journals.JournalFollower>(http).Begin();
        var before = CursorQuery.Whole(http, "before", 1, long.MaxValue);
        var (entries, next) = await Of<MachineHistory>(http).ReadAsync(
            number, before, CursorQuery.Limit(http, UsualEntries, MostEntries), http.RequestAborted).ConfigureAwait(false);
        var json = new MachineJson(directory).Of(fleet.Rows[number], Of<CommandLedger>(http).Of([number]), entries, next);
        if (CursorQuery.Whole(http, "polls", 1, MachineSeries.Most) is { } polls)
        {
            json["polls"] = await PollsAsync(http, number, (int)polls).ConfigureAwait(false);
        }

        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, json).ConfigureAwait(false);
    }

    private static async Task<JsonArray> PollsAsync(HttpContext http, int number, int most)
    {
        if (Of<MachineDirectory>(http).Inventory(number) is not { Address: { } address } known)
        {
            return [];
        }

        var samples = await Task.Run(() => MachineSeries.Read(Of<DeskRoom>(http).DataFolder, address.ToString(), known.Family, most), http.RequestAborted).ConfigureAwait(false);
        return new JsonArray([.. samples.Select(static one => (JsonNode)new JsonObject
        {
            ["at_utc"] = ApiJson.Instant(one.At), ["power_w"] = ApiJson.Number(one.Power?.Value), ["hashrate_th_per_s"] = ApiJson.Number(one.Hashrate?.Value),
        })]);
    }

    private async Task PollsAsync(HttpContext http)
    {
        var (directory, name) = (Of<MachineDirectory>(http), http.Request.Query["machine"].ToString());
        if (directory.Find(name) is not { } number)
        {
            await ApiProblem.WriteAsync(http, StatusCodes.Status404NotFound, MachineErrors.Unknown, $"'{name}' is no machine of this site.", null).ConfigureAwait(false);
            return;
        }

        var rows = await RawAnswers.NewestAsync(room.DataFolder, directory, number, CursorQuery.Limit(http, 1, MostAnswers), http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["answers"] = new JsonArray([.. rows.Select(static row => (JsonNode)Cli.PollsCommand.Json(row))]),
        }).ConfigureAwait(false);
    }

    private static Task TruthAsync(HttpContext http)
    {
        var follower = Of<Journals.JournalFollower>(http);
        follower.Begin();
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["from_utc"] = Of<CommandLedger>(http).From is { } from ? ApiJson.Instant(from) : null,
            ["read_to"] = follower.Read,
            ["firmware"] = new JsonArray([.. Of<FirmwareTruths>(http).Of(Of<FleetWatch>(http).Newest().Rows).Select(static one => (JsonNode)new JsonObject
            {
                ["model"] = one.Model,
                ["firmware"] = one.Firmware,
                ["machines"] = one.Machines,
                ["stuck"] = one.Stuck,
                ["sleeps"] = MachineJson.Of(one.Sleeps),
                ["wakes"] = MachineJson.Of(one.Wakes),
            })]),
        });
    }

    private static T Of<T>(HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();
}
