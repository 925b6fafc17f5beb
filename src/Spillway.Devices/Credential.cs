namespace Spillway.Devices;

/// <summary>What opens a device; read from a file or the environment, never written anywhere.</summary>
/// <param name="User">The user's name; empty where the device knows only a password.</param>
/// <param name="Password">The password.</param>
public sealed record Credential(string User, string Password)
{
    /// <summary>The user only: a password is never shown.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString() => $"{User}:***";
}
