namespace Spillway.App.Alarms;

/// <summary>Alarms that bring one another about; in each, the first to come is told apart from those it may have caused.</summary>
public enum AlarmCascade
{
    /// <summary>The way of the power: breakers, groups, the site.</summary>
    Power,

    /// <summary>What the desk knows: price, meter, clock.</summary>
    Signals,

    /// <summary>The program and the people before it.</summary>
    Desk,
}
