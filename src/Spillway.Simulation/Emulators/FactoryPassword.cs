using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>A machine whose build names no password of its own has its family's factory password.</summary>
internal static class FactoryPassword
{
    private static readonly string _unset = new MachineBuild { Family = "", Model = "", Modes = [] }.Password;

    public static string Of(MachineBuild build, string factory) => build.Password == _unset ? factory : build.Password;
}
