namespace Spillway.Devices.Wire.Cgminer;

/// <summary>The verdict with which every answer in cgminer's language begins.</summary>
/// <param name="Letter"><c>S</c> done, <c>I</c> for information (done too), <c>W</c> warning, <c>E</c> error, <c>F</c> fatal.</param>
/// <param name="Code">The number of the message.</param>
/// <param name="Message">The message.</param>
public sealed record CgminerStatus(char Letter, int Code, string Message)
{
    /// <summary>What a device answers to a command that it does not know.</summary>
    public static CgminerStatus InvalidCommand { get; } = new('E', 14, "Invalid command");

    /// <summary>What it answers to what begins like JSON and is none.</summary>
    public static CgminerStatus InvalidJson { get; } = new('E', 23, "Invalid JSON");

    /// <summary>What it answers to JSON without a command.</summary>
    public static CgminerStatus MissingCommand { get; } = new('E', 24, "Missing JSON 'command'");

    /// <summary>Whether the device says yes; only a read of its state shows what became of it.</summary>
    public bool IsYes => Letter is 'S' or 'I';

    /// <summary>The number with which access is denied, to the caller's address or by the API's switch.</summary>
    public const int AccessDenied = 45;

    /// <summary>What a device answers to a caller who may not use a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The verdict.</returns>
    public static CgminerStatus Denied(string command) => new('E', AccessDenied, $"Access denied to '{command}' command");
}
