using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.Console.Alarms;
using Spillway.App.Console.Texts;

namespace Spillway.App.Notifications;

/// <summary>Makes messages in a rule's language, times in the site's zone.</summary>
/// <param name="texts">The languages.</param>
/// <param name="site">The site's name.</param>
/// <param name="zone">The site's zone.</param>
internal sealed class NotificationWords(ConsoleTexts texts, string site, DateTimeZone zone)
{
    /// <summary>About an alarm.</summary>
    public NotificationMessage Of(NotificationRule rule, AlarmEntry entry, bool isEscalated)
    {
        var reader = For(rule);
        var definition = entry.Definition;
        var line = Line(rule, entry);
        var title = isEscalated ? reader["Nobody has acknowledged: {0}", line] : line;
        var text = string.Join('\n',
            title,
            "",
            reader["Site: {0}", site],
            reader["Subject: {0}", entry.Subject],
            reader["Rose: {0}", reader.DateTime(entry.LastRaisedAt) + " " + reader.ZoneName],
            entry.ReturnedAt is { } over ? reader["Over since {0}", reader.DateTime(over)] : reader["It stands."],
            "",
            reader["What to do"] + ": " + reader[definition.Action],
            reader["What it means"] + ": " + reader[definition.Meaning]);
        return new($"[{site}] {title}", text, new()
        {
            ["type"] = "alarm",
            ["rule"] = rule.Name,
            ["title"] = title,
            ["site"] = site,
            ["escalated"] = isEscalated,
            ["alarm"] = AlarmJson.Of(entry),
        });
    }

    /// <summary>An alarm in one line.</summary>
    public string Line(NotificationRule rule, AlarmEntry entry)
    {
        var reader = For(rule);
        var state = entry.IsStanding ? AlarmTexts.Of(reader, entry.Definition.Priority) : reader["over"];
        return $"{AlarmTexts.Sign(entry.Definition.Priority)} {state}: {reader[entry.Definition.Title]} ({entry.Subject})";
    }

    /// <summary>About an order.</summary>
    public NotificationMessage OfOrder(NotificationRule rule, Instant at, JsonObject order)
    {
        var reader = For(rule);
        var line = OrderLine(rule, order);
        return new($"[{site}] {line}", $"{line}\n{reader.DateTime(at)} {reader.ZoneName}", new()
        {
            ["type"] = "order",
            ["rule"] = rule.Name,
            ["title"] = line,
            ["site"] = site,
            ["at_utc"] = ApiJson.Instant(at),
            ["order"] = order.DeepClone(),
        });
    }

    /// <summary>An order in one line.</summary>
    public string OrderLine(NotificationRule rule, JsonObject order) => For(rule)["Order {0}: {1}", (string?)order["id"], (string?)order["verdict"]];

    /// <summary>What was collected, together.</summary>
    public NotificationMessage Digest(NotificationRule rule, ImmutableArray<CollectedItem> items)
    {
        var reader = For(rule);
        var title = reader["{0} messages since {1}", items.Length, reader.DateTime(items[0].At)];
        return new($"[{site}] {title}", title + "\n\n" + string.Join('\n', items.Select(one => $"{reader.DateTime(one.At)}  {one.Line}")), new()
        {
            ["type"] = "digest",
            ["rule"] = rule.Name,
            ["title"] = title,
            ["site"] = site,
            ["lines"] = new JsonArray([.. items.Select(static one => (JsonNode)new JsonObject { ["at_utc"] = ApiJson.Instant(one.At), ["text"] = one.Line })]),
        });
    }

    /// <summary>A test.</summary>
    public NotificationMessage Test(NotificationRule rule, string by)
    {
        var reader = For(rule);
        var title = reader["Test of the rule {0}", rule.Name];
        return new($"[{site}] {title}", title + "\n" + reader["{0} has sent it. Nothing is the matter.", by], new() { ["type"] = "test", ["rule"] = rule.Name, ["title"] = title, ["site"] = site });
    }

    private Reader For(NotificationRule rule) => new(texts, rule.Language, zone, false);
}
