namespace Spillway.App.Demo;

/// <summary>What a person asks of a demonstration.</summary>
/// <param name="Seed">Which synthetic year.</param>
/// <param name="Stays">Whether site and desk stay after the day, until they are told to end.</param>
/// <param name="For">After how long it ends in any case; null for its own time.</param>
internal sealed record DemoRequest(int Seed, bool Stays, TimeSpan? For)
{
    /// <summary>Whether the standard ports of machines are left to others.</summary>
    public bool IsBeside { get; init; }
}
