using Spillway.Engine;

namespace Spillway.App.Sweeps;

/// <summary>What a sweep refuses beyond an axis that cannot be read.</summary>
public static class SweepErrors
{
    /// <summary>The axis would change nothing on this site.</summary>
    public static readonly ErrorCode ChangesNothing =
        new("SW4131", "A sweep axis would change nothing", "Vary something that the site's loads depend on, or change the site file.");

    /// <summary>The axis is named twice, or one of its values is.</summary>
    public static readonly ErrorCode Twice =
        new("SW4132", "A sweep axis or value is given twice", "Name each axis once and each value once.");

    /// <summary>A value of an axis cannot be run.</summary>
    public static readonly ErrorCode ValueOutOfRange =
        new("SW4133", "A sweep value is out of range", "Use values that the site file would accept for the same setting.");

    /// <summary>A sweep does not write decisions.</summary>
    public static readonly ErrorCode NoDecisions =
        new("SW4134", "A sweep writes no decisions", "Run one backtest without --sweep for --decisions or --meter; a sweep keeps only sums.");
}
