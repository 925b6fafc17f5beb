using Spillway.Engine;

namespace Spillway.Markets.Archive;

/// <summary>What may go wrong between the price archive, the data folder and the prices asked for.</summary>
public static class ArchiveErrors
{
    /// <summary>The data folder cannot be read or written.</summary>
    public static readonly ErrorCode FolderUnusable = new(
        "SW3001",
        "The data folder cannot be used",
        "Check that it is a folder and that you may write there, or name another one in SPILLWAY_HOME.");

    /// <summary>The disk under the data folder is full.</summary>
    public static readonly ErrorCode FolderFull = new(
        "SW3002",
        "The data folder is full",
        "Free space there, or name another folder in SPILLWAY_HOME, and import again; the archive is as it was.");

    /// <summary>Another import holds the archive.</summary>
    public static readonly ErrorCode Locked = new(
        "SW3003",
        "Another import is running",
        "Wait until it has ended and import again; a lock never outlives its process.");

    /// <summary>The archive's own files do not fit together.</summary>
    public static readonly ErrorCode Damaged = new(
        "SW3004",
        "The price archive is damaged",
        "Move the folder 'prices' out of the data folder and import the original files again.");

    /// <summary>Figures cannot be kept exactly.</summary>
    public static readonly ErrorCode FigureTooLong = new(
        "SW3005",
        "Figures with too many digits",
        "Correct the file: together the figures of a year may have 18 digits before and after the point.");

    /// <summary>A file's intervals are not those of the same series in the archive.</summary>
    public static readonly ErrorCode OtherInterval = new(
        "SW3006",
        "Intervals of another length",
        "Import it into another data folder (SPILLWAY_HOME), or leave it out.");

    /// <summary>Two markets have a point of the same name.</summary>
    public static readonly ErrorCode MixedMarkets = new(
        "SW3008",
        "One point of two markets",
        "Name the market with --market.");

    /// <summary>A wide file cannot say what type a point is.</summary>
    public static readonly ErrorCode NeedsLong = new(
        "SW3009",
        "Only a long file can hold this",
        "Write it with --long, which states the type of every point.");

    /// <summary>A former state that is not kept.</summary>
    public static readonly ErrorCode NoVersion = new(
        "SW3010",
        "No such version of the archive",
        "Take a number of 'spillway prices versions'; the archive keeps its last five former states.");

    /// <summary>The archive is no longer the one that was reviewed.</summary>
    public static readonly ErrorCode OtherVersion = new(
        "SW3011",
        "The archive changed meanwhile",
        "Review the change again: it is held against the archive as it is then.");

    /// <summary>No price of the asked settlement point is there.</summary>
    public static readonly ErrorCode UnknownPoint = new(
        "SW3101",
        "Unknown settlement point",
        "Use one of the points named here, or give the files that hold it.");

    /// <summary>Prices of different interval lengths were given together.</summary>
    public static readonly ErrorCode MixedIntervals = new(
        "SW3102",
        "Mixed intervals",
        "Give files of one interval length.");

    /// <summary>Nothing of the kind asked for is there.</summary>
    public static readonly ErrorCode NothingThere = new(
        "SW3103",
        "No figures",
        "Import files with 'spillway prices import FILE…', or name them.");
}
