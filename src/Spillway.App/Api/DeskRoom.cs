using Spillway.App.Api.Limits;
using Spillway.App.Boards;
using Spillway.App.Sites;
using Spillway.Journal;

namespace Spillway.App.Api;

/// <summary>What the API and the console stand in: a running desk and its surroundings.</summary>
public sealed record DeskRoom
{
    /// <summary>The desk.</summary>
    public required DeskView View { get; init; }

    /// <summary>What it shows, pass by pass.</summary>
    public required DeskBoard Board { get; init; }

    /// <summary>Its journal, for what people do beside it; null where none is kept.</summary>
    public IRecordJournal? Journal { get; init; }

    /// <summary>The data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The site file.</summary>
    public required string SiteFile { get; init; }

    /// <summary>What opens the API to the command line.</summary>
    public required string Token { get; init; }

    /// <summary>The port on 127.0.0.1; 0 for any free one.</summary>
    public required int Port { get; init; }

    /// <summary>Where other machines reach it; null for nowhere.</summary>
    public PublicDoor? Public { get; init; }

    /// <summary>The wall clock: sessions and waits go by it, what the site does by the desk's.</summary>
    public required TimeProvider Wall { get; init; }

    /// <summary>How much each who asks may ask for.</summary>
    public DeskLimits Limits { get; init; } = DeskLimits.Standard;

    /// <summary>Whether it is a demonstration: the browser is signed in at once.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Whether the console is served beside the API.</summary>
    public bool HasConsole { get; init; }

    /// <summary>Told one line at a time, for whoever looks after the process.</summary>
    public Action<string> Say { get; init; } = static _ => { };
}
