namespace Spillway.App.Sites;

/// <summary>How one meter is reached.</summary>
/// <param name="Id">The meter's name, once on the site.</param>
/// <param name="Map">The name of its register map.</param>
/// <param name="Address">Where it listens; null where only an emulator will know.</param>
/// <param name="Unit">Its Modbus unit id; 0 to 255.</param>
/// <param name="IsSite">Whether it measures the whole site at the grid connection.</param>
public sealed record MeterInstallation(string Id, string Map, InstalledAddress? Address, int Unit, bool IsSite)
{
    /// <summary>The map of a meter that describes itself by SunSpec.</summary>
    public const string SunSpec = "sunspec";
}
