using System.Globalization;

namespace Spillway.Units;

/// <summary>The number of a command to a machine or breaker: counted up by the desk, never used twice on one journal.</summary>
/// <param name="Number">From 1 on; 0 is no command.</param>
public readonly record struct CommandId(long Number)
{
    /// <summary>No command.</summary>
    public static CommandId None => default;

    /// <summary>The number itself.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
