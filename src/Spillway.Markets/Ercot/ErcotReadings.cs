using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spillway.Markets.Files;

namespace Spillway.Markets.Ercot;

/// <summary>Reads the dashboard feeds that hold readings at instants instead of interval figures: they are recognised and
/// checked, and the archive of intervals takes nothing from them.</summary>
internal static class ErcotReadings
{
    private static readonly OffsetDateTimePattern _stamp = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:sso<+HHmm>");
    private static readonly LocalDateTimePattern _local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    /// <summary>Reads a feed.</summary>
    /// <returns>The form; null where it is none of the known ones.</returns>
    public static string? Read(FileDraft draft, JsonElement root)
    {
        if (!root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        if (root.TryGetProperty("current_condition", out var condition))
        {
            var capability = Capability(draft, condition);
            draft.Note(new("readings", data.GetArrayLength(), $"{data.GetArrayLength()} readings of physical responsive capability, {Span(draft, data)}; {capability} MW at the feed's own time. Readings are not interval figures: nothing is stored."));
            return "ERCOT dashboard, physical responsive capability";
        }

        if (!root.TryGetProperty("ascapmon", out var reserves))
        {
            return null;
        }

        JsonFields.Expect(draft, reserves, JsonValueKind.Array, new("ascapmon", 1));
        foreach (var (row, index) in reserves.EnumerateArray().Select((row, index) => (row, index)))
        {
            CheckReserve(draft, row, new("ascapmon", index + 1));
        }

        draft.Note(new("readings", data.GetArrayLength() + reserves.GetArrayLength(), $"{data.GetArrayLength()} readings of frequency, {Span(draft, data)}, and {reserves.GetArrayLength()} of deployed reserves. Readings are not interval figures: nothing is stored."));
        return "ERCOT dashboard, ancillary services";
    }

    // The one number of the feeds that is text with a thousand separator.
    private static int Capability(FileDraft draft, JsonElement condition)
    {
        var text = JsonFields.Text(draft, condition, "prc_value", new("current_condition", 1));
        return int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var megawatts)
            ? megawatts
            : throw draft.Refuse(MarketFileErrors.NotANumber, new("current_condition", 1), $"prc_value '{text}' is not a number of MW");
    }

    // Reserves are stamped in local time without an offset; the epoch beside it says which instant is meant.
    private static void CheckReserve(FileDraft draft, JsonElement row, RowPlace place)
    {
        var text = JsonFields.Text(draft, row, "timestamp", place);
        var at = JsonFields.Epoch(draft, row, "interval", place);
        var zone = DateTimeZoneProviders.Tzdb["America/Chicago"];
        if (!_local.Parse(text).TryGetValue(default, out var local) || local != at.InZone(zone).LocalDateTime)
        {
            throw draft.Refuse(MarketFileErrors.NotATime, place, $"timestamp '{text}' is not the local time of {InstantPattern.General.Format(at)}");
        }
    }

    private static string Span(FileDraft draft, JsonElement data)
    {
        var times = data.EnumerateArray().Select((row, index) => Stamp(draft, row, new("data", index + 1))).ToList();
        return times.Count == 0
            ? "none at all"
            : $"from {InstantPattern.General.Format(times.Min())} to {InstantPattern.General.Format(times.Max())}";
    }

    private static Instant Stamp(FileDraft draft, JsonElement row, RowPlace place)
    {
        var text = JsonFields.Text(draft, row, "timestamp", place);
        return _stamp.Parse(text) is { Success: true, Value: var at } && at.Year is > 1 and < 9999
            ? at.ToInstant()
            : throw draft.Refuse(MarketFileErrors.NotATime, place, $"timestamp '{text}' is not a local time with its offset");
    }
}
