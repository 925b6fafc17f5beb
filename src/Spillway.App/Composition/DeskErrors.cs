using Spillway.Engine;

namespace Spillway.App.Composition;

/// <summary>Why a desk does not run, or runs no longer.</summary>
public static class DeskErrors
{
    /// <summary>The site file names no source of prices.</summary>
    public static readonly ErrorCode NoPrices = new(
        "SW6401", "No source of prices", "Add 'prices:' with file, url or replay to the site file; docs/how-to/run-the-desk.md has one of each.");

    /// <summary>The policy needs what a running desk cannot know.</summary>
    public static readonly ErrorCode NotForRunning = new(
        "SW6402", "Not for a running desk", "Choose always-on, strike or look-ahead, and 'knows: previous'.");

    /// <summary>A credential cannot be read.</summary>
    public static readonly ErrorCode Credential = new(
        "SW6403", "Credential cannot be read", "Write 'env:NAME' and set that variable, or the path of a file with 'user:password' or a password in its first line.");

    /// <summary>The token file is open to others, or cannot be used.</summary>
    public static readonly ErrorCode Token = new(
        "SW6404", "The token file cannot be used", "Let nobody but yourself read it (chmod 600), or remove it: the next start writes a new one.");

    /// <summary>The port is taken.</summary>
    public static readonly ErrorCode PortTaken = new(
        "SW6405", "The desk's port is taken", "Stop what listens there, or give another with --port; 0 takes any free one.");

    /// <summary>Nobody answers where a desk should.</summary>
    public static readonly ErrorCode NoDesk = new(
        "SW6406", "No desk is running", "Start it with 'spillway run SITE.yaml', with the same SPILLWAY_HOME.");

    /// <summary>The desk answered that it will not.</summary>
    public static readonly ErrorCode DeskRefused = new(
        "SW6407", "The desk refused", "Do as the desk says here.");

    /// <summary>No load needs to be there without a hash price.</summary>
    public static readonly ErrorCode NoHashprice = new(
        "SW6408", "No hash price", "Add 'revenue: hashprice_usd_per_ph_day' to the site file, or give --hashprice PATH.");

    /// <summary>No raw answers are there.</summary>
    public static readonly ErrorCode NoPolls = new(
        "SW6410", "No raw answers are kept", "Let a desk run with this SPILLWAY_HOME and desk.polls_kept_mb above 0; the newest answers stand there a second later.");

    /// <summary>Which breaker of the inventory opens which feed cannot be told.</summary>
    public static readonly ErrorCode Breakers = new(
        "SW6411", "Feeds and breakers do not match", "Write 'address' under 'breaker' of each feed of the site file, or put family, group and order of the inventory's breakers right with 'spillway inventory export' and 'import'.");

    /// <summary>Which meter of the inventory is which of the site file's cannot be told.</summary>
    public static readonly ErrorCode Meters = new(
        "SW6412", "Meters do not match", "Write 'address' under each meter of the site file, or let the inventory have as many meters, each with the name of the file's as its serial or in the file's order, with 'spillway inventory export' and 'import'.");

    /// <summary>A replay has nothing to tell.</summary>
    public static readonly ErrorCode EmptyReplay = new(
        "SW6409", "Nothing to replay", "Let replay_from be an instant within the price file.");
}
