using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Obligations;
using Spillway.App.Machines;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>What a running desk is doing, as JSON.</summary>
internal static class StatusJson
{
    private const int MostSteps = 20;

    /// <summary>The whole view.</summary>
    public static JsonObject Of(DeskView desk)
    {
        var state = desk.State();
        var (price, start, fault) = desk.Price();
        var currency = desk.Site.Currency.ToLowerInvariant();
        var health = desk.Health();
        var head = desk.Head();
        var metered = SitePower.Metered(desk.Plant, state);
        return new()
        {
            ["site"] = desk.Site.Site.Id.Text,
            ["name"] = desk.Site.Name,
            ["at_utc"] = ApiJson.Instant(Instant.FromDateTimeOffset(desk.Time.GetUtcNow())),
            ["pass_utc"] = ApiJson.Instant(state.At),
            ["mode"] = desk.IsPaper ? "paper" : "live",
            ["power_mw"] = ApiJson.Number((metered ?? SitePower.Drawn(desk.Plant, state)).Value),
            ["power_from"] = metered is null ? "machines" : "meter",
            ["wanted_mw"] = ApiJson.Number(Wanted(desk, state).Value),
            ["ceiling_mw"] = ApiJson.Number(state.Bounds.Ceiling.Value),
            ["ceiling_by"] = state.Bounds.CeilingBy?.Text,
            ["floor_mw"] = ApiJson.Number(state.Bounds.Floor.Value),
            ["floor_by"] = state.Bounds.FloorBy?.Text,
            ["import_limit_mw"] = ApiJson.Number(desk.Site.Site.Limits.Import.Value),
            [$"price_{currency}_per_mwh"] = ApiJson.Number(price?.Value),
            ["price_start_utc"] = start is { } known ? ApiJson.Instant(known) : null,
            ["price_fault"] = fault,
            ["groups"] = Groups(desk, state, currency),
            ["feeds"] = Feeds(desk, state),
            ["orders"] = Orders(state),
            ["alarms"] = Alarms(desk, state),
            ["ladder"] = Ladder(desk),
            ["headroom"] = DeskHeadroom.Now(desk),
            ["baselines"] = BaselineCostJson.Now(desk),
            ["meter"] = MeterJson.Of(desk),
            ["fleet"] = new JsonObject
            {
                ["machines"] = health.Machines,
                ["unplaced"] = health.Unplaced,
                ["answering"] = health.Answering,
                ["silent"] = health.Silent,
                ["hostile"] = health.Hostile,
                ["exchanges"] = health.Exchanges,
            },
            ["journal"] = new JsonObject { ["number"] = head.Number, ["hash"] = head.Hash.ToString() },
        };
    }

    /// <summary>The groups.</summary>
    public static JsonArray Groups(DeskView desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return Groups(desk, desk.State(), desk.Site.Currency.ToLowerInvariant());
    }

    /// <summary>The orders that hold.</summary>
    public static JsonArray Orders(ControlState state) => [.. state.Orders.Select(active => (JsonNode)OrderJson.Of(active))];

    /// <summary>The alarms that stand.</summary>
    public static JsonArray Alarms(DeskView desk, ControlState state) => [.. state.Alarms.Select(alarm => (JsonNode)new JsonObject
    {
        ["code"] = OrderWords.Of(alarm.Code),
        ["subject"] = alarm.Subject,
        ["text"] = AlarmSentence.Of(alarm, desk.Plant),
        ["measured_mw"] = ApiJson.Number(alarm.Measured?.Value),
        ["expected_mw"] = ApiJson.Number(alarm.Expected?.Value),
        ["before_mw"] = ApiJson.Number(alarm.Before?.Value),
        ["within_seconds"] = alarm.Within is { } within ? ApiJson.Seconds(within) : null,
        ["machines"] = new JsonArray([.. alarm.Machines.Select(machine => (JsonNode)machine)]),
        ["machine_names"] = new JsonArray([.. alarm.Machines.Select(machine => (JsonNode)MachineDirectory.NameOf(desk.Plant, machine))]),
        ["more_machines"] = alarm.More,
    })];

    /// <summary>What the site shall draw by the last pass.</summary>
    public static Megawatts Wanted(DeskView desk, ControlState state)
    {
        var sum = Megawatts.Zero;
        for (var index = 0; index < state.Wanted.Length; index++)
        {
            sum += desk.Plant.Groups[index].Load.Power(state.Wanted[index].ModeIndex, state.Wanted[index].Target);
        }

        return sum;
    }

    private static JsonArray Groups(DeskView desk, ControlState state, string currency)
    {
        var groups = new JsonArray();
        for (var index = 0; index < desk.Plant.Groups.Length; index++)
        {
            var group = desk.Plant.Groups[index];
            var wanted = index < state.Wanted.Length ? state.Wanted[index] : default;
            var counts = Counts(state, group.FirstMachine, group.EndMachine);
            var isPriced = group.Load.Value is not null || desk.Hashprice is not null;
            groups.Add(new JsonObject
            {
                ["group"] = group.Load.Id.Text,
                ["machines"] = group.Load.Machines,
                ["running"] = counts[(int)MachineCondition.Running],
                ["starting"] = counts[(int)MachineCondition.Starting],
                ["asleep"] = counts[(int)MachineCondition.Asleep],
                ["unpowered"] = counts[(int)MachineCondition.Unpowered],
                ["lost"] = counts[(int)MachineCondition.Lost],
                ["unknown"] = counts[(int)MachineCondition.Unknown],
                ["wanted"] = wanted.Target,
                ["wanted_mode"] = group.Load.Modes[wanted.ModeIndex].Name,
                ["because"] = OrderWords.Of(wanted.Because.Kind),
                ["order"] = wanted.Because.Order?.Text,
                ["power_mw"] = ApiJson.Number(state.Draws[index].Power(group).Value),
                [$"value_{currency}_per_mwh"] = isPriced ? ApiJson.Number(group.Load.Breakeven(group.Load.NormalModeIndex, desk.Hashprice).Value) : null,
            });
        }

        return groups;
    }

    private static int[] Counts(ControlState state, int first, int end)
    {
        var counts = new int[(int)MachineCondition.Unpowered + 1];
        for (var machine = first; machine < end; machine++)
        {
            counts[(int)state.Machines[machine].Condition]++;
        }

        return counts;
    }

    private static JsonArray Feeds(DeskView desk, ControlState state) => [.. desk.Plant.Feeds.Select((feed, index) => (JsonNode)new JsonObject
    {
        ["feed"] = feed.Id.Text,
        ["group"] = desk.Plant.Groups[feed.GroupIndex].Load.Id.Text,
        ["machines"] = feed.Machines,
        ["position"] = state.Feeds[index].Position.ToString().ToLowerInvariant(),
        ["interlocked"] = state.Feeds[index].IsInterlocked,
    })];

    private static JsonArray Ladder(DeskView desk) => [.. desk.Ladder.Steps().Take(MostSteps).Select(step => (JsonNode)new JsonObject
    {
        ["within_seconds"] = ApiJson.Seconds(step.Within),
        ["mw"] = ApiJson.Number(step.Power.Value),
    })];
}
