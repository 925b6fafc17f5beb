namespace Spillway.Devices.Discovery;

/// <summary>How far a search is.</summary>
/// <param name="Visited">Addresses that are done. Unit: addresses.</param>
/// <param name="Answered">Those of them that answered. Unit: addresses.</param>
public readonly record struct ScanProgress(int Visited, int Answered);
