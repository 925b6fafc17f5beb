using Spillway.Engine;

namespace Spillway.App.Records;

/// <summary>What is refused of the journal's records.</summary>
public static class RecordErrors
{
    /// <summary>A record is not as its kind and version say.</summary>
    public static readonly ErrorCode Unreadable =
        new("SW6301", "A record of the journal cannot be read", "Run `spillway verify`: if the chain is whole, a newer version wrote this record, and that version reads it.");

    /// <summary>What a replay needs beside the journal is not there.</summary>
    public static readonly ErrorCode MissingPart =
        new("SW6302", "A part that the journal refers to is missing", "Restore the folder `parts` of the data folder from the same backup as the journal.");

    /// <summary>A replayed step is not the recorded one.</summary>
    public static readonly ErrorCode Differs =
        new("SW6303", "A replayed step differs from the recorded one", "The first differing record is named: replay it with the version that wrote it, and report the journal if that differs too.");
}
