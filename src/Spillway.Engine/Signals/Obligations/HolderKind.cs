namespace Spillway.Engine.Signals.Obligations;

/// <summary>For what somebody holds MW of a site.</summary>
public enum HolderKind
{
    /// <summary>Energy bought ahead: a fixed block, a day-ahead purchase, a trade. It holds no machine: what is not burnt is
    /// sold back.</summary>
    EnergyBought = 1,

    /// <summary>Energy sold ahead out of what was bought.</summary>
    EnergySold = 2,

    /// <summary>An ancillary service upwards: power that can be taken off when called, so it must be running.</summary>
    AncillaryUp = 3,

    /// <summary>An ancillary service downwards: power that can be put on when called, so there must be room above.</summary>
    AncillaryDown = 4,

    /// <summary>Emergency response: power that is taken off in an emergency, so it must be running; never the same MW as an
    /// ancillary service.</summary>
    EmergencyResponse = 5,

    /// <summary>Machines that an operator keeps off.</summary>
    HeldOff = 6,

    /// <summary>Machines that an operator keeps running: nobody can be promised that they will stop.</summary>
    HeldOn = 7,

    /// <summary>The grid connection: what the machines could draw beyond the import limit.</summary>
    Interconnection = 8,

    /// <summary>Nobody: machines that could run and do not, because it does not pay.</summary>
    NotRunning = 9,
}
