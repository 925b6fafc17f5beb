using Spillway.Engine;

namespace Spillway.Devices.Miners;

/// <summary>What is refused of answers that machines give.</summary>
public static class DeviceErrors
{
    /// <summary>A file of answers cannot be read.</summary>
    public static readonly ErrorCode CannotRead =
        new("SW5101", "An answer cannot be read", "Check the path and the rights; give files or folders of recorded answers.");

    /// <summary>An answer is larger than any machine sends.</summary>
    public static readonly ErrorCode TooLarge =
        new("SW5102", "An answer is too large", "Machines answer in at most a few MiB; give one recorded answer a file.");

    /// <summary>An answer nests deeper than any machine's does.</summary>
    public static readonly ErrorCode TooDeep =
        new("SW5103", "An answer is nested too deeply", "No machine nests like this; check what was recorded.");

    /// <summary>An answer is neither JSON nor one of the malformed kinds that machines send.</summary>
    public static readonly ErrorCode Malformed =
        new("SW5104", "An answer is malformed beyond repair", "Record the answer again; if the machine always answers so, report it with the file.");

    /// <summary>A folder holds no answers.</summary>
    public static readonly ErrorCode NothingThere =
        new("SW5105", "There are no answers", "Give files or folders that hold recorded answers; in a folder, files ending in .md are not counted as answers.");

    /// <summary>A family of that name is not known.</summary>
    public static readonly ErrorCode UnknownFamily =
        new("SW5106", "The family is not known", "Leave --family out to let the answers say it, or give one of the names in docs/reference/decode.md.");

    /// <summary>An answer is text of an encoding that no machine sends.</summary>
    public static readonly ErrorCode WrongEncoding =
        new("SW5107", "An answer is in the wrong encoding", "Machines send UTF-8: record the bytes as they come, or save the file as UTF-8.");
}
