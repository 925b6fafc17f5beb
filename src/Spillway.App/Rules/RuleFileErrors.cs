using Spillway.Engine;

namespace Spillway.App.Rules;

/// <summary>Why the rules of a market cannot be had.</summary>
public static class RuleFileErrors
{
    /// <summary>No rules file is named after the market.</summary>
    public static readonly ErrorCode UnknownMarket = new(
        "SW1111", "No rules for this market", "Use a market that 'spillway rules list' names, or add its file as docs/how-to/add-a-market.md shows.");

    /// <summary>The folder named for rules files is not there, or holds too much.</summary>
    public static readonly ErrorCode BadFolder = new(
        "SW1112", "Folder of rules files cannot be used", "Name a folder of at most 100 files MARKET.yaml.");

    /// <summary>A rules file that says another market than its name.</summary>
    public static readonly ErrorCode WrongName = new(
        "SW1113", "Rules file named after another market", "Give the file the name of its 'market', in lower case, with .yaml behind it.");

    /// <summary>A date or time that is none.</summary>
    public static readonly ErrorCode BadDate = new(
        "SW1114", "Date or time not understood", "Write a local day as 2025-12-05, an instant as 2025-12-05T06:00:00Z, a time as 10:00, a labelled interval as 2023-06-27 17:00.");

    /// <summary>Two entries of one kind that hold at the same time, or out of order.</summary>
    public static readonly ErrorCode Overlap = new(
        "SW1115", "Dated entries overlap", "Put the entries of one kind in order of their dates, each 'from' after the one before it and no 'to' after the next 'from'.");
}
