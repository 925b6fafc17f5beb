namespace Spillway.Devices.Wire.Relays;

/// <summary>Where a message tells something.</summary>
/// <param name="Topic">The topic, with its placeholders.</param>
/// <param name="Path">The way through the message's JSON: names and numbers parted by dots, <c>[name=value]</c> picks of a list;
/// empty where the whole message is the value.</param>
/// <param name="Scale">From the number to MW, MWh, V or Hz; 1 for texts.</param>
public sealed record RelayField(string Topic, string Path, decimal Scale);
