namespace Spillway.App.Console.Now;

/// <summary>How a group stands, as a word on the screen.</summary>
public enum GroupStanding
{
    /// <summary>None of it runs, and none shall.</summary>
    Off,

    /// <summary>Some of it runs, as it shall.</summary>
    Partly,

    /// <summary>All of it runs that shall.</summary>
    On,

    /// <summary>Machines are on their way up.</summary>
    Rising,

    /// <summary>Machines are on their way down.</summary>
    Falling,
}
