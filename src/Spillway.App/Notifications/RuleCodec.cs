using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Alarms;
using Spillway.App.Records;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>A rule as JSON: in the file, in the journal and in the API alike.</summary>
internal static class RuleCodec
{
    private static readonly LocalTimePattern _time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static byte[] Write(NotificationRule rule) => RecordWriting.Write(writer => Fields(writer, rule));

    /// <summary>What a rule says, without its number.</summary>
    public static JsonObject Content(NotificationRule rule) => JsonNode.Parse(Write(rule))!.AsObject();

    public static JsonObject Json(NotificationRule rule)
    {
        var json = Content(rule);
        var tag = Api.SeenTag.TagOf(json);
        json.Insert(0, "id", rule.Number);
        json.Add("tag", tag);
        return json;
    }

    private const int MostEscalationMinutes = 24 * 60;

    public static void Fields(Utf8JsonWriter writer, NotificationRule rule)
    {
        writer.WriteString("name", rule.Name);
        writer.WriteBoolean("is_on", rule.IsOn);
        writer.WriteString("least_priority", AlarmWords.Of(rule.Least));
        Texts(writer, "codes", rule.Codes);
        Texts(writer, "subjects", rule.Subjects);
        writer.WriteBoolean("tells_returns", rule.TellsReturns);
        writer.WriteBoolean("tells_orders", rule.TellsOrders);
        writer.WriteBoolean("is_only_for_escalation", rule.IsOnlyForEscalation);
        writer.WriteString("channel", Word(rule.Channel));
        Texts(writer, "targets", rule.Targets);
        writer.Text("quiet_from", rule.QuietFrom is { } from ? _time.Format(from) : null);
        writer.Text("quiet_to", rule.QuietTo is { } to ? _time.Format(to) : null);
        writer.Number("escalates_after_minutes", rule.EscalatesAfter is { } after ? (decimal)after.TotalMinutes : null);
        writer.Number("escalates_to", rule.EscalatesTo);
        writer.WriteString("digest", Word(rule.Digest));
        writer.WriteString("language", rule.Language);
    }

    public static NotificationRule Read(byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement);
    }

    /// <summary>Reads a rule; what is not there is as in a new one.</summary>
    /// <exception cref="RefusedException"><see cref="NotificationErrors.BadRule"/>.</exception>
    public static NotificationRule Read(JsonElement from)
    {
        try
        {
            return new()
            {
                Name = Text(from, "name") ?? "",
                IsOn = Flag(from, "is_on", true),
                Least = Text(from, "least_priority") is { } least ? AlarmWords.Priority(least) ?? throw Bad("least_priority", least, "low, medium, high, critical") : AlarmPriority.High,
                Codes = Texts(from, "codes"),
                Subjects = Texts(from, "subjects"),
                TellsReturns = Flag(from, "tells_returns", false),
                TellsOrders = Flag(from, "tells_orders", false),
                IsOnlyForEscalation = Flag(from, "is_only_for_escalation", false),
                Channel = Word<ChannelKind>(from, "channel", "email"),
                Targets = Texts(from, "targets"),
                QuietFrom = Time(from, "quiet_from"),
                QuietTo = Time(from, "quiet_to"),
                EscalatesAfter = Number(from, "escalates_after_minutes") is { } minutes ? Escalation(minutes) : null,
                EscalatesTo = Number(from, "escalates_to"),
                Digest = Word<DigestKind>(from, "digest", "none"),
                Language = Text(from, "language") ?? "en",
            };
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException)
        {
            throw new RefusedException(NotificationErrors.BadRule, $"A field is of another kind: {fault.Message}", fault);
        }
    }

    private static Duration Escalation(long minutes) => minutes is >= 1 and <= MostEscalationMinutes
        ? Duration.FromMinutes(minutes)
        : throw new RefusedException(NotificationErrors.BadRule, $"escalates_after_minutes: {minutes} lies outside of 1 to {MostEscalationMinutes}.");

    /// <summary>A name in files and the API.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T Word<T>(JsonElement from, string name, string usual)
        where T : struct, Enum
    {
        var word = Text(from, name) ?? usual;
        var found = Enum.GetValues<T>().Where(one => Word(one) == word).ToList();
        return found.Count == 1 ? found[0] : throw Bad(name, word, string.Join(", ", Enum.GetValues<T>().Select(Word)));
    }

    private static void Texts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static JsonElement? Find(JsonElement from, string name) => from.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private static string? Text(JsonElement from, string name) => Find(from, name)?.GetString();

    private static bool Flag(JsonElement from, string name, bool usual) => Find(from, name)?.GetBoolean() ?? usual;

    private static long? Number(JsonElement from, string name) => Find(from, name)?.GetInt64();

    private static ImmutableArray<string> Texts(JsonElement from, string name) => Find(from, name) is { } list ? [.. list.EnumerateArray().Select(static one => one.GetString() ?? "")] : [];

    private static LocalTime? Time(JsonElement from, string name) => Text(from, name) is not { } text ? null
        : _time.Parse(text) is { Success: true } time ? time.Value : throw Bad(name, text, "a local time such as 22:00");

    private static RefusedException Bad(string name, string text, string wanted) => new(NotificationErrors.BadRule, $"{name}: '{text}' is none of {wanted}.");
}
