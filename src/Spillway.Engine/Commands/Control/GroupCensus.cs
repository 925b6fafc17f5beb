namespace Spillway.Engine.Commands.Control;

/// <summary>The machines of one group, counted by what can be done with them.</summary>
internal struct GroupCensus
{
    /// <summary>Those that draw power and cannot be told otherwise.</summary>
    public int FixedOn;

    /// <summary>Those that run, or were told to.</summary>
    public int ReadyOn;

    /// <summary>Those that sleep, or were told to.</summary>
    public int ReadyOff;

    /// <summary>Those behind a feed that the desk opened.</summary>
    public int Dark;

    /// <summary>Those that do not answer.</summary>
    public int Lost;

    /// <summary>Those not heard since the desk began.</summary>
    public int Unheard;

    /// <summary>Those that do not do what they were told, or have not done it yet.</summary>
    public int Unfollowing;

    /// <summary>Those that were told the same as often as the rules allow.</summary>
    public int Marked;

    /// <summary>Those that have been starting for longer than a start may take.</summary>
    public int Stuck;

    /// <summary>Those whose last command has no outcome yet.</summary>
    public int Pending;

    /// <summary>What the fixed ones draw, in W at their walls.</summary>
    public long FixedW;

    /// <summary>What all will draw when every command so far has been followed.</summary>
    public long ExpectedW;

    /// <summary>The most they can draw until then: of each machine the greater of what it draws and what it will.</summary>
    public long WorstW;

    /// <summary>Those that a command can start, now or after a feed is closed.</summary>
    public readonly int Startable => ReadyOff + Dark;
}
