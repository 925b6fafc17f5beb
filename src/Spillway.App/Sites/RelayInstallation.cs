namespace Spillway.App.Sites;

/// <summary>Which relay behind an MQTT broker.</summary>
/// <param name="Template">The name of the template by which it is spoken to.</param>
/// <param name="Device">Its device's name in its topics.</param>
/// <param name="Row">The row of a device that has rows of relays; 0 else.</param>
public sealed record RelayInstallation(string Template, string Device, int Row);
