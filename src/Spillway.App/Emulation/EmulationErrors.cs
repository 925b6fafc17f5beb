using Spillway.Engine;

namespace Spillway.App.Emulation;

/// <summary>Why a site is not emulated.</summary>
public static class EmulationErrors
{
    /// <summary>A load's machines speak a protocol that no emulator has.</summary>
    public static readonly ErrorCode NoEmulator = new(
        "SW8011", "A load's driver has no emulator", "Give the load a driver that can be emulated, or leave the load out.");

    /// <summary>A broker's connection is to be encrypted, and no authority has signed a certificate for an emulated one.</summary>
    public static readonly ErrorCode NoTls = new(
        "SW8014", "An emulated broker speaks no TLS", "Leave tls and what belongs to it out of the copy of the site file that is emulated.");

    /// <summary>The process may open fewer files than the site has devices.</summary>
    public static readonly ErrorCode TooFewDescriptors = new(
        "SW8012", "Too few file descriptors", "Raise the limit with 'ulimit -n' (or LimitNOFILE= of a systemd unit), or emulate fewer machines.");

    /// <summary>The site has more machines than loopback has room for by the plan.</summary>
    public static readonly ErrorCode TooManyMachines = new(
        "SW8013", "More machines than addresses", "Emulate at most 15,240,000 machines in at most 240 loads.");
}
