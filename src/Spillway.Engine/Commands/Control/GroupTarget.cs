namespace Spillway.Engine.Commands.Control;

/// <summary>How a group is wanted in the end, before ramp and restore let it go there.</summary>
internal struct GroupTarget
{
    /// <summary>The mode of those that shall run.</summary>
    public int ModeIndex;

    /// <summary>How many of those that can be told shall run.</summary>
    public int On;

    /// <summary>How many more would be wanted than can be told: reason to try marked machines that do not start.</summary>
    public int Short;

    /// <summary>How many run that should not and cannot be told: reason to try marked machines that do not stop.</summary>
    public int Over;

    /// <summary>Whether an operator holds it: it gives way after the others.</summary>
    public bool IsHeld;

    /// <summary>What a MWh earns in its mode.</summary>
    public decimal Worth;

    /// <summary>What taking a MW off and starting it again wears.</summary>
    public decimal Wear;

    /// <summary>The reason in force.</summary>
    public Cause Because;
}
