namespace Spillway.Devices.Discovery;

/// <summary>What is known of a machine's password.</summary>
public enum PasswordState
{
    /// <summary>Not tried: it was not asked for, or the family can be asked only by a command that changes something.</summary>
    NotTried,

    /// <summary>The factory's own password opens it.</summary>
    Factory,

    /// <summary>The factory's own password does not open it.</summary>
    Changed,

    /// <summary>The password that was given opens it; the factory's own was not tried or does not.</summary>
    Given,

    /// <summary>The password that was given does not open it, nor does the factory's own where that was tried.</summary>
    GivenRefused,
}
