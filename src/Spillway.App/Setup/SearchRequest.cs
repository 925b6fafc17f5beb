namespace Spillway.App.Setup;

/// <summary>A search for machines as it is asked for.</summary>
/// <param name="Ranges">Address ranges, parted by commas.</param>
/// <param name="IsWide">Whether more than 65,536 addresses are meant.</param>
/// <param name="Rate">Connections begun in a second, 1 to 10,000.</param>
/// <param name="PortShift">Added to ports below 1024, 0 to 60,000.</param>
public sealed record SearchRequest(string Ranges, bool IsWide, int Rate, int PortShift);
