namespace Spillway.Engine.Commands.Control;

/// <summary>What a feed is told to do.</summary>
public enum FeedAction
{
    /// <summary>Part the machines from the grid.</summary>
    Open = 1,

    /// <summary>Give them power again.</summary>
    Close = 2,
}
