using Spillway.Engine;

namespace Spillway.App.Setup;

/// <summary>What set-up refuses beside what the readers of files refuse.</summary>
public static class SetupErrors
{
    /// <summary>The text is longer than what may be edited here.</summary>
    public static readonly ErrorCode TooLong = new(
        "SW6851", "The site's text is too long", "Edit the file itself, or move long tables into files beside it.");

    /// <summary>The text is that of the file in force.</summary>
    public static readonly ErrorCode Unchanged = new(
        "SW6852", "Nothing was changed", "Change the text first.");

    /// <summary>Somebody changed the file in between.</summary>
    public static readonly ErrorCode OtherFile = new(
        "SW6853", "The site file is another by now", "Read it again, make the change in what stands there now, and review it again.");

    /// <summary>There is no such version.</summary>
    public static readonly ErrorCode NoVersion = new(
        "SW6854", "No such version", "Take a number of the list of versions; the oldest are forgotten.");

    /// <summary>The site names a file that is not its own.</summary>
    public static readonly ErrorCode OutsideFolder = new(
        "SW6855", "A file outside the site's folder", "Put the file into the folder of the site file, or below it, and name it from there.");

    /// <summary>A search is running.</summary>
    public static readonly ErrorCode Searching = new(
        "SW6856", "A search is running", "Wait for its end, or call it off.");

    /// <summary>No search has ended with something to take.</summary>
    public static readonly ErrorCode NothingFound = new(
        "SW6857", "Nothing has been found", "Search first, and wait for the end of the search.");

    /// <summary>A file for the archive is too large, or there are too many.</summary>
    public static readonly ErrorCode TooMuch = new(
        "SW6858", "Too much at once", "Bring in fewer or smaller files, or use 'spillway prices import'.");

    /// <summary>A review is no longer kept.</summary>
    public static readonly ErrorCode ReviewGone = new(
        "SW6850", "The review is no longer kept", "Review the change again; the last ones are kept for a while, and a desk that was started anew has none.");

    /// <summary>A review holds rows that are refused.</summary>
    public static readonly ErrorCode NotWhole = new(
        "SW6860", "Rows of the file are refused", "Correct the rows that the review names and review the file again; nothing of it was taken.");

    /// <summary>The file cannot be written.</summary>
    public static readonly ErrorCode NotWritten = new(
        "SW6859", "The site file cannot be written", "Check the permissions of the site's folder and the room on the disk; the file in force is as it was.");
}
