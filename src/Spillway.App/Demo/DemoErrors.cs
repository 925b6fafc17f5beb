using Spillway.Engine;

namespace Spillway.App.Demo;

/// <summary>Why a demonstration cannot be given.</summary>
public static class DemoErrors
{
    /// <summary>There is nowhere to keep its files.</summary>
    public static readonly ErrorCode NoFolder = new(
        "SW6451", "No folder for the demonstration", "Set SPILLWAY_HOME to a folder that can be written.");

    /// <summary>No port is free.</summary>
    public static readonly ErrorCode NoPort = new(
        "SW6452", "No free port for the demonstration", "End what listens on 127.0.0.1 from 5080 on, or start it later.");
}
