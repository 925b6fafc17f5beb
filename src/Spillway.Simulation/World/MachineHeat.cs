namespace Spillway.Simulation.World;

/// <summary>How warm the chips are above the air: the watts heat them, the air takes it with one time constant.</summary>
internal static class MachineHeat
{
    /// <summary>Chips above the air at full power, once settled. Unit: K.</summary>
    public const double KelvinAtFullPower = 45;

    private const double TimeConstantSeconds = 90;

    /// <summary>The exact answer to a stretch whose watts are a straight line.</summary>
    /// <param name="kelvin">At its start, above the air. Unit: K.</param>
    /// <param name="load">Share of full power at its start.</param>
    /// <param name="loadPerSecond">What the share gains in a second. Unit: 1/s.</param>
    /// <param name="seconds">Since its start. Unit: s.</param>
    /// <returns>Above the air. Unit: K.</returns>
    public static double After(double kelvin, double load, double loadPerSecond, double seconds)
    {
        var settled = KelvinAtFullPower * load;
        var drift = KelvinAtFullPower * loadPerSecond;
        var kept = Math.Exp(-seconds / TimeConstantSeconds);
        return settled + (drift * (seconds - TimeConstantSeconds)) + ((kelvin - settled + (drift * TimeConstantSeconds)) * kept);
    }
}
