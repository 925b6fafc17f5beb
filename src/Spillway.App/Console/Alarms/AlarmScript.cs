namespace Spillway.App.Console.Alarms;

/// <summary>The browser's part of the alarms: a sound, and the count in the title.</summary>
internal static class AlarmScript
{
    /// <summary>Its address.</summary>
    public const string Address = "/alarms.js";
}
