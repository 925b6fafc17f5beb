using Spillway.App.Alarms;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console.Now;

/// <summary>An alarm in a few words, for the page that is read in five seconds; the page of alarms says what to do.</summary>
public static class AlarmLine
{
    /// <summary>The line.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="alarm">The alarm.</param>
    public static string Of(Reader reader, AlarmEntry alarm)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(alarm);
        return alarm.Code switch
        {
            "swing" when alarm is { BeforeMw: { } before, MeasuredMw: { } moved } =>
                reader["{0}: {1} became {2} without an order", alarm.Subject, Reader.Mw(new(before)), Reader.Mw(new(before + moved))],
            "swing" => reader["{0}: power moved without an order", alarm.Subject],
            "not-following" => reader["{0}: machines do not follow", alarm.Subject],
            "stale-price" => reader["{0}: no new price", alarm.Subject],
            "stale-meter" => reader["{0}: meter silent", alarm.Subject],
            "lost-group" => reader["{0}: too many machines lost", alarm.Subject],
            "lost-clock" => reader["{0}: clock jumped", alarm.Subject],
            "feed-contradicts" => reader["{0}: open, and yet there is power behind it", alarm.Subject],
            "limit-exceeded" => reader["{0}: above the connection's limit", alarm.Subject],
            "promise-missed" => reader["{0}: not reached by its deadline", alarm.Subject],
            "feed-not-following" => reader["{0}: breaker does not follow", alarm.Subject],
            "feed-tripped" => reader["{0}: breaker tripped", alarm.Subject],
            "outcome-twice" => reader["{0}: a command ended twice", alarm.Subject],
            "meter-differs" => reader["{0}: meter and machines differ", alarm.Subject],
            "restarted" => reader["{0}: held back after a restart", alarm.Subject],
            "desk-silent" => reader["{0}: the desk makes no passes", alarm.Subject],
            "records-unwritten" => reader["{0}: what people do cannot be written down", alarm.Subject],
            "break-glass" => reader["{0}: done by one, where two are needed", alarm.Subject],
            "signature-wanted" => reader["{0}: to be signed by another", alarm.Subject],
            "second-missing" => reader["{0}: second signature missing", alarm.Subject],
            "notification-lost" => reader["{0}: message not delivered", alarm.Subject],

            // Its subject is the file with all its folders: the page of alarms has room for it.
            "certificate-ends" => reader["{0}: certificate ends soon", Path.GetFileName(alarm.Subject)],
            "events-dropped" => reader["{0}: events are dropped", alarm.Subject],
            "drill-due" => reader["{0}: planned drill is due", alarm.Subject],
            _ => reader["{0}: alarm", alarm.Subject],
        };
    }
}
