using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Spillway.App.Reports.Figures;
using Spillway.Engine.Commands;

namespace Spillway.App.Reports.Weeks;

/// <summary>Every interval of the range as the page's own script reads it: prices in cents, decisions as run lengths.</summary>
internal sealed class WeekPayload
{
    private readonly ReportFigures _figures;
    private readonly Dictionary<(int Group, int Mode, int Machines, string Reason), int> _numbers = [];
    private readonly List<(GroupCommand Command, string Reason)> _states = [];

    private WeekPayload(ReportFigures figures) => _figures = figures;

    /// <summary>Writes the JSON.</summary>
    public static string Of(ReportFigures figures) => new WeekPayload(figures).Json();

    /// <summary>Which groups the chart shows: the largest, in file order.</summary>
    public static ImmutableArray<int> Shown(ReportFigures figures) =>
    [
        .. figures.Input.Site.Loads
            .Select((load, index) => (Power: ReportFigures.Full(load), index))
            .OrderByDescending(group => group.Power)
            .ThenBy(group => group.index)
            .Take(WeekLayout.GroupsAtMost)
            .Select(group => group.index)
            .Order(),
    ];

    private string Json()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteRange(json);
            WriteGroups(json);
            WritePolicies(json);
            WriteStates(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private void WriteRange(Utf8JsonWriter json)
    {
        var calendar = _figures.Calendar;
        json.WriteNumber("start", _figures.Input.From.ToUnixTimeSeconds());
        json.WriteNumber("step", (long)calendar.Interval.TotalSeconds);
        json.WriteNumber("linear", WeekLayout.Linear(_figures));
        json.WriteString("unit", _figures.PriceUnit);
        json.WriteString("point", _figures.Site.SettlementPoint.ToString());
        json.WriteString("zone", calendar.Zone.Id);
        json.WriteString("prices", Prices());
        json.WriteStartArray("weeks");
        foreach (var week in calendar.Weeks())
        {
            json.WriteNumberValue(week);
        }

        json.WriteEndArray();
        json.WriteStartArray("offsets");
        foreach (var part in calendar.Zone.GetZoneIntervals(_figures.Input.From, _figures.Input.To))
        {
            json.WriteStartArray();
            json.WriteNumberValue(part.HasStart && part.Start > _figures.Input.From ? part.Start.ToUnixTimeSeconds() : _figures.Input.From.ToUnixTimeSeconds());
            json.WriteNumberValue(part.WallOffset.Seconds);
            json.WriteStringValue(part.Name);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private string Prices()
    {
        var text = new StringBuilder();
        foreach (var priced in _figures.Calendar.Priced)
        {
            if (priced >= 0)
            {
                var cents = Math.Round(_figures.Input.Range[priced].Price.Value * 100m, MidpointRounding.AwayFromZero);
                text.Append(cents.ToString("0", CultureInfo.InvariantCulture));
            }

            text.Append(',');
        }

        return text.ToString(0, text.Length - 1);
    }

    private void WriteGroups(Utf8JsonWriter json)
    {
        json.WriteNumber("full", _figures.Always.Power.Max());
        json.WriteStartArray("groups");
        foreach (var group in Shown(_figures))
        {
            var load = _figures.Input.Site.Loads[group];
            json.WriteStartObject();
            json.WriteString("id", load.Id.Text);
            json.WriteNumber("mw", ReportFigures.Full(load));
            Runs(json, "worth", priced => (int)Math.Round(_figures.Worth(load, priced).Value * 100m, MidpointRounding.AwayFromZero));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePolicies(Utf8JsonWriter json)
    {
        json.WriteString("judged", _figures.Own.Policy);
        json.WriteStartArray("policies");
        foreach (var policy in _figures.Policies)
        {
            json.WriteStartObject();
            json.WriteString("name", policy.Policy);
            Runs(json, "site", priced => (int)Math.Round(policy.Power[priced] * 1000m, MidpointRounding.AwayFromZero));
            json.WriteStartArray("groups");
            foreach (var group in Shown(_figures))
            {
                Runs(json, null, priced => State(group, policy.Decisions[priced].Commands[group]));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private int State(int group, GroupCommand command)
    {
        var reason = ReasonWords.Brief(command.Reason.Code);
        var key = (group, command.ModeIndex, command.Machines, reason);
        if (!_numbers.TryGetValue(key, out var number))
        {
            number = _states.Count;
            _numbers.Add(key, number);
            _states.Add((command, reason));
        }

        return number;
    }

    private void WriteStates(Utf8JsonWriter json)
    {
        json.WriteStartArray("states");
        foreach (var (command, reason) in _states)
        {
            json.WriteStartArray();
            json.WriteStringValue(command.ModeName);
            json.WriteNumberValue(command.Machines);
            json.WriteNumberValue(Math.Round(command.Power.Value, 4));
            json.WriteStringValue(reason);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // Value, length, value, length, …; a gap carries the figure of the interval before on, since nothing is decided there.
    private void Runs(Utf8JsonWriter json, string? name, Func<int, int> figureOf)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartArray();
        var (figure, length) = (0, 0);
        foreach (var priced in _figures.Calendar.Priced)
        {
            var next = priced >= 0 ? figureOf(priced) : figure;
            if (length > 0 && next != figure)
            {
                json.WriteNumberValue(figure);
                json.WriteNumberValue(length);
                length = 0;
            }

            figure = next;
            length++;
        }

        json.WriteNumberValue(figure);
        json.WriteNumberValue(length);
        json.WriteEndArray();
    }
}
