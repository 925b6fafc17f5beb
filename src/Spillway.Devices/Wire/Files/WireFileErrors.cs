using Spillway.Engine;

namespace Spillway.Devices.Wire.Files;

/// <summary>What is refused of files that describe a device's registers.</summary>
public static class WireFileErrors
{
    /// <summary>The file cannot be read.</summary>
    public static readonly ErrorCode CannotRead =
        new("SW5401", "A register file cannot be read", "Check the path and the rights, and that it is UTF-8 text of at most 64 KiB.");

    /// <summary>A line is neither a comment nor 'key: value'.</summary>
    public static readonly ErrorCode Syntax =
        new("SW5402", "A line of a register file is not understood", "Write 'key: value', one a line; a comment begins with '#'.");

    /// <summary>A key is not known.</summary>
    public static readonly ErrorCode UnknownKey =
        new("SW5403", "A key of a register file is not known", "Use a key named here, or remove the line.");

    /// <summary>A key stands twice.</summary>
    public static readonly ErrorCode Twice =
        new("SW5404", "A key of a register file stands twice", "Keep one of the two lines.");

    /// <summary>A key that must be there is not.</summary>
    public static readonly ErrorCode Missing =
        new("SW5405", "A register file lacks a key", "Add the key; docs/reference/meters.md and docs/reference/breakers.md list what must be there.");

    /// <summary>A value cannot be used.</summary>
    public static readonly ErrorCode BadValue =
        new("SW5406", "A value of a register file cannot be used", "Write what the message asks for; docs/reference/meters.md and docs/reference/breakers.md show the forms.");

    /// <summary>No map or wiring has that name.</summary>
    public static readonly ErrorCode UnknownName =
        new("SW5407", "No such map or wiring", "Use a name of docs/reference/meters.md or docs/reference/breakers.md, or give a file of your own.");
}
