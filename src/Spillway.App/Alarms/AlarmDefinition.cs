namespace Spillway.App.Alarms;

/// <summary>What is written about an alarm before it ever rises. The English texts are the keys of the other languages.</summary>
/// <param name="Code">Its name in files and the API.</param>
/// <param name="Priority">How soon somebody has to act.</param>
/// <param name="Because">Why it has that priority.</param>
/// <param name="Cascade">With which others it may come.</param>
/// <param name="Title">What is the matter, in a few words.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Action">What to do.</param>
public sealed record AlarmDefinition(string Code, AlarmPriority Priority, string Because, AlarmCascade Cascade, string Title, string Meaning, string Action)
{
    /// <summary>Whether it guards people or the connection: then maintenance does not take it out of service.</summary>
    public bool IsGuard { get; init; }

    /// <summary>Whether it is about one moment: it returns at once and waits only to be acknowledged.</summary>
    public bool IsMoment { get; init; }

    /// <summary>The longest time that it may be shelved.</summary>
    public NodaTime.Duration LongestShelf => Priority switch
    {
        AlarmPriority.Critical => NodaTime.Duration.FromMinutes(30),
        AlarmPriority.High => NodaTime.Duration.FromHours(2),
        AlarmPriority.Medium => NodaTime.Duration.FromHours(8),
        _ => NodaTime.Duration.FromHours(24),
    };
}
