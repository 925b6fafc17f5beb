namespace Spillway.Devices;

/// <summary>A device's yes to a command, in its own words.</summary>
/// <param name="Words">What it said; empty where its protocol has no words for it.</param>
public sealed record Acknowledgement(string Words);
