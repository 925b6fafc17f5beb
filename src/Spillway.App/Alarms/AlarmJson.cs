using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Api;
using Spillway.Units;

namespace Spillway.App.Alarms;

/// <summary>Alarms as the API has them.</summary>
internal static class AlarmJson
{
    /// <summary>The whole list: what stands first, with today's fields, then what waits, and how often alarms come.</summary>
    public static JsonObject Of(AlarmList list, AlarmRates rates) => new()
    {
        ["alarms"] = Array(list.Entries.Values.Where(static one => one.IsStanding)),
        ["returned"] = Array(list.Entries.Values.Where(static one => !one.IsStanding)),
        ["out_of_service"] = new JsonArray([.. list.Tags.Select(static tag => (JsonNode)new JsonObject
        {
            ["subject"] = tag.Subject,
            ["by"] = tag.By,
            ["at_utc"] = ApiJson.Instant(tag.At),
            ["reason"] = tag.Reason,
            ["by_order"] = tag.IsByOrder,
        })]),
        ["unacknowledged"] = list.Waiting.Count(),
        ["rates"] = new JsonObject
        {
            ["in_10_minutes"] = rates.Now,
            ["worst_10_minutes_of_24_hours"] = rates.Worst,
            ["average_10_minutes_of_24_hours"] = ApiJson.Number(rates.Average),
            ["flood_minutes_of_24_hours"] = rates.FloodMinutes,
            ["is_flood"] = rates.IsFlood,
        },
    };

    /// <summary>One alarm.</summary>
    public static JsonObject Of(AlarmEntry entry) => new()
    {
        ["id"] = entry.Number,
        ["code"] = entry.Code,
        ["subject"] = entry.Subject,
        ["text"] = Sentence(entry),
        ["measured_mw"] = ApiJson.Number(entry.MeasuredMw),
        ["expected_mw"] = ApiJson.Number(entry.ExpectedMw),
        ["before_mw"] = ApiJson.Number(entry.BeforeMw),
        ["within_seconds"] = ApiJson.Number(entry.WithinSeconds),
        ["machines"] = new JsonArray([.. entry.Machines.Select(static machine => (JsonNode)machine)]),
        ["more_machines"] = entry.MoreMachines,
        ["state"] = AlarmWords.Of(entry.State),
        ["is_standing"] = entry.IsStanding,
        ["priority"] = AlarmWords.Of(entry.Definition.Priority),
        ["meaning"] = entry.Definition.Meaning,
        ["action"] = entry.Definition.Action,
        ["raised_utc"] = ApiJson.Instant(entry.RaisedAt),
        ["last_raised_utc"] = ApiJson.Instant(entry.LastRaisedAt),
        ["times"] = entry.Times,
        ["returned_utc"] = entry.ReturnedAt is { } over ? ApiJson.Instant(over) : null,
        ["first_out"] = entry.FirstOut,
        ["acknowledged"] = Of(entry.Acknowledged),
        ["shelved"] = entry.Shelf is { } shelf ? Of(new AlarmMark(shelf.By, shelf.At, shelf.Reason)) : null,
        ["shelved_until_utc"] = entry.Shelf is { } aside ? ApiJson.Instant(aside.Until) : null,
        ["out_of_service"] = Of(entry.OutOfService),
        ["longest_shelf_seconds"] = ApiJson.Seconds(entry.Definition.LongestShelf),
    };

    /// <summary>A line of the history.</summary>
    public static JsonObject Of(AlarmHistoryLine line) => new()
    {
        ["line"] = line.Line,
        ["at_utc"] = ApiJson.Instant(line.At),
        ["change"] = line.Change,
        ["id"] = line.Number,
        ["code"] = line.Code.Length > 0 ? line.Code : null,
        ["subject"] = line.Subject,
        ["by"] = line.By,
        ["note"] = line.Note,
        ["record"] = line.Record,
    };

    /// <summary>What is written about an alarm.</summary>
    public static JsonObject Of(AlarmDefinition definition) => new()
    {
        ["code"] = definition.Code,
        ["priority"] = AlarmWords.Of(definition.Priority),
        ["because"] = definition.Because,
        ["title"] = definition.Title,
        ["meaning"] = definition.Meaning,
        ["action"] = definition.Action,
        ["longest_shelf_seconds"] = ApiJson.Seconds(definition.LongestShelf),
    };

    private static JsonArray Array(IEnumerable<AlarmEntry> entries) => [.. entries.Select(static one => (JsonNode)Of(one))];

    private static JsonObject? Of(AlarmMark? mark) => mark is null ? null : new()
    {
        ["by"] = mark.By,
        ["at_utc"] = ApiJson.Instant(mark.At),
        ["note"] = mark.Note,
    };

    // The sentences that the API has always had; the program's own alarms say their title.
    private static string Sentence(AlarmEntry entry)
    {
        foreach (var code in Enum.GetValues<Engine.Commands.Control.AlarmCode>())
        {
            if (OrderWords.Of(code) == entry.Code)
            {
                return AlarmSentence.Of(
                    new(code, entry.Subject, true, Power(entry.MeasuredMw), Power(entry.ExpectedMw), [])
                    {
                        Before = Power(entry.BeforeMw),
                        Within = entry.WithinSeconds is { } seconds ? Duration.FromSeconds((double)seconds) : null,
                    },
                    plant: null);
            }
        }

        return entry.Definition.Title;
    }

    private static Megawatts? Power(decimal? megawatts) => megawatts is { } power ? new(power) : null;
}
