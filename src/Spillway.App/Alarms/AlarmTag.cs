using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>That the alarms of a subject are out of service while it is worked on. Alarms that guard people are not.</summary>
/// <param name="Subject">A group or a feed.</param>
/// <param name="By">Who, by name.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsByOrder">Whether a lock-out order brought it: it goes with that order.</param>
public sealed record AlarmTag(string Subject, string By, Instant At, string Reason, bool IsByOrder)
{
    /// <summary>Whether it takes an alarm out of service.</summary>
    /// <param name="code">The alarm's code.</param>
    /// <param name="subject">Its subject.</param>
    public bool Covers(string code, string subject) => subject == Subject && AlarmTable.Find(code) is { IsGuard: false };
}
