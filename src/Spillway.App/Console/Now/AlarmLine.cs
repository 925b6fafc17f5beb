using Spillway.App.Console.Texts;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Console.Now;

/// <summary>An alarm in a few words, for the page that is read in five seconds; the page of alarms says what to do.</summary>
public static class AlarmLine
{
    /// <summary>The line.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="alarm">The alarm.</param>
    public static string Of(Reader reader, Alarm alarm)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(alarm);
        return alarm.Code switch
        {
            AlarmCode.Swing => reader["{0}: power moved without an order", alarm.Subject],
            AlarmCode.NotFollowing => reader["{0}: machines do not follow", alarm.Subject],
            AlarmCode.StalePrice => reader["{0}: no new price", alarm.Subject],
            AlarmCode.StaleMeter => reader["{0}: meter silent", alarm.Subject],
            AlarmCode.LostGroup => reader["{0}: too many machines lost", alarm.Subject],
            AlarmCode.LostClock => reader["{0}: clock jumped", alarm.Subject],
            AlarmCode.FeedContradicts => reader["{0}: open, and yet there is power behind it", alarm.Subject],
            AlarmCode.LimitExceeded => reader["{0}: above the connection's limit", alarm.Subject],
            AlarmCode.PromiseMissed => reader["{0}: not reached by its deadline", alarm.Subject],
            AlarmCode.FeedNotFollowing => reader["{0}: breaker does not follow", alarm.Subject],
            AlarmCode.FeedTripped => reader["{0}: breaker tripped", alarm.Subject],
            AlarmCode.OutcomeTwice => reader["{0}: a command ended twice", alarm.Subject],
            AlarmCode.MeterDiffers => reader["{0}: meter and machines differ", alarm.Subject],
            AlarmCode.Restarted => reader["{0}: held back after a restart", alarm.Subject],
            _ => reader["{0}: alarm", alarm.Subject],
        };
    }
}
