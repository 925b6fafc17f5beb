namespace Spillway.Simulation.Emulators;

/// <summary>What is added to the standard ports of a served site.</summary>
/// <param name="Low">To those below 1024. Unit: ports.</param>
/// <param name="High">To all others. Unit: ports.</param>
internal readonly record struct PortShift(int Low, int High)
{
    private const int FirstFreePort = 1024;

    /// <summary>Where a standard port is served.</summary>
    public int Moved(int standard) => standard + (IsLow(standard) ? Low : High);

    /// <summary>Whether a port needs a right of its own to be opened.</summary>
    public static bool IsLow(int standard) => standard < FirstFreePort;
}
