using NodaTime;
using NodaTime.Text;
using Spillway.App.Sites;

namespace Spillway.App.Rules;

/// <summary>Reads the dates and times of a rules file; local ones are the market's.</summary>
internal sealed class RuleDates(DateTimeZone zone)
{
    private static readonly LocalDateTimePattern _label = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalTimePattern _time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The instant of a key that holds a local day or an instant.</summary>
    public Instant Instant(SiteSection section, string key, Instant without)
    {
        if (section.Text(key) is not { } text)
        {
            return without;
        }

        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day)
        {
            return day.Value.AtStartOfDayInZone(zone).ToInstant();
        }

        return InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant
            ? instant.Value
            : throw section.Refuse(RuleFileErrors.BadDate, key, $"{section.Full(key)} is '{text}', neither a local day nor an instant in UTC.");
    }

    /// <summary>A time of day.</summary>
    public static LocalTime Time(SiteSection section, string key, string text) =>
        _time.Parse(text) is { Success: true } time
            ? time.Value
            : throw section.Refuse(RuleFileErrors.BadDate, key, $"{section.Full(key)} is '{text}', which is not a time of day.");

    /// <summary>The end of a labelled interval. A label in an hour that an autumn night repeats does not say which is meant.</summary>
    public Instant Label(SiteSection section, string key)
    {
        var text = section.Word(key);
        if (_label.Parse(text) is not { Success: true } label)
        {
            throw section.Refuse(RuleFileErrors.BadDate, key, $"{section.Full(key)} is '{text}', which is not a local date and time.");
        }

        var mapping = zone.MapLocal(label.Value);
        return mapping.Count == 1
            ? mapping.Single().ToInstant()
            : throw section.Refuse(RuleFileErrors.BadDate, key, $"{section.Full(key)} is '{text}', which {(mapping.Count == 0 ? "the clock of" : "happens twice in")} {zone.Id}{(mapping.Count == 0 ? " skips" : "")} that day.");
    }
}
