using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>What goes wrong at the edge of the process, whatever the command.</summary>
public static class CliErrors
{
    /// <summary>Something happened that no part of the program foresaw.</summary>
    public static readonly ErrorCode Unexpected = new(
        "SW0001", "Unexpected failure", "This is a fault of spillway and not of your input: please report this line with the command you ran.");

    /// <summary>Standard output cannot be written.</summary>
    public static readonly ErrorCode OutputUnwritable = new(
        "SW0002", "Standard output cannot be written", "Free space where it is sent to, or send it elsewhere.");
}
