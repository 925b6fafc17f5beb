using Spillway.Engine;

namespace Spillway.Markets.Feeds;

/// <summary>What is refused of sources that a running desk takes prices from.</summary>
public static class FeedErrors
{
    /// <summary>A row is not as the mapping says.</summary>
    public static readonly ErrorCode WrongRow =
        new("SW2101", "A row of a price source is not as the mapping says", "Compare the source's answer with the keys under `prices` in the site file.");

    /// <summary>The answer is larger than any price source's.</summary>
    public static readonly ErrorCode TooLarge =
        new("SW2102", "The answer of a price source is too large", "At most 64 MiB are read; ask the source for fewer days.");

    /// <summary>The source sends the caller elsewhere.</summary>
    public static readonly ErrorCode Redirected =
        new("SW2103", "A price source sends to another address", "Only the address in the site file is asked; write the new one there if it is right.");

    /// <summary>The source answered that it will not or cannot answer.</summary>
    public static readonly ErrorCode NotServed =
        new("SW2104", "A price source did not serve", "It is asked again at the next turn; check address and credential if it stays so.");

    /// <summary>There are no files where published figures are followed.</summary>
    public static readonly ErrorCode NoPublications =
        new("SW2105", "No published figures where they are followed", "Let the keys under `publications` in the site file name a file that is written, or a folder with such files and nothing else.");

    /// <summary>The source is where only this machine can reach.</summary>
    public static readonly ErrorCode LocalAddress =
        new("SW2106", "A price source is on this machine or its link", "Name a server elsewhere; or, where a program of this machine serves prices, write `local_prices: allowed` under `desk` in the site file.");
}
