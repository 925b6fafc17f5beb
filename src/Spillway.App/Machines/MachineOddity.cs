namespace Spillway.App.Machines;

/// <summary>What is odd about a machine; of several the first of this list counts.</summary>
public enum MachineOddity
{
    /// <summary>It does not answer, and nothing says that it is without power.</summary>
    Lost,

    /// <summary>It was told the same as often as the rules allow, and does not do it.</summary>
    NotFollowing,

    /// <summary>It has been starting for longer than a start may take: it draws and earns nothing.</summary>
    StuckStart,

    /// <summary>It should have done by now what it was told last, or refused it.</summary>
    ToldNotDone,

    /// <summary>It hashes clearly less than its mode should: mostly a board is lost.</summary>
    BoardLost,

    /// <summary>It is clearly hotter than its group.</summary>
    Hot,

    /// <summary>It complains of something in its own words.</summary>
    Complains,

    /// <summary>Nothing is odd.</summary>
    None,
}
