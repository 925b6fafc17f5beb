namespace Spillway.Engine.Commands.Control;

/// <summary>What a machine is told to do.</summary>
public enum ControlAction
{
    /// <summary>Stop producing and draw the sleep power.</summary>
    Sleep = 1,

    /// <summary>Produce again, in the command's mode.</summary>
    Wake = 2,

    /// <summary>Go over to another running mode.</summary>
    SetMode = 3,

    /// <summary>Start the controller anew; the last thing tried with a machine that does not follow.</summary>
    Reboot = 4,
}
