namespace Spillway.Devices.Wire.Cgminer;

/// <summary>What is wrong with a request.</summary>
public enum CgminerRequestFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It begins like JSON and is none.</summary>
    NotJson,

    /// <summary>It is JSON without a command.</summary>
    NoCommand,
}
