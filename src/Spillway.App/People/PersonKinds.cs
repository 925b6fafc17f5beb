namespace Spillway.App.People;

/// <summary>The kinds of records of what people do; replays pass over them. Each area adds its own here, in alphabetical order.</summary>
public static class PersonKinds
{
    /// <summary>Alarms rose, returned, were acknowledged, put aside or taken out of service.</summary>
    public const string AlarmChanged = "alarm.changed";

    /// <summary>Somebody may not do what was asked.</summary>
    public const string Refused = "person.refused";
}
