namespace Spillway.Engine.Commands.Ladder;

/// <summary>The way by which power is taken off.</summary>
public enum ShedPath
{
    /// <summary>Nothing has to be taken off.</summary>
    None = 0,

    /// <summary>Machines are told to sleep.</summary>
    Firmware = 1,

    /// <summary>Feeds are opened.</summary>
    Breakers = 2,

    /// <summary>Machines are told to sleep, and feeds opened for what has not followed in time.</summary>
    FirmwareThenBreakers = 3,

    /// <summary>Whole groups go over to a lower mode and earn on.</summary>
    Graceful = 5,

    /// <summary>Power comes back, as ramp, largest step and the staged restore let it.</summary>
    Restore = 4,
}
