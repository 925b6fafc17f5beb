namespace Spillway.Devices.Miners;

/// <summary>How sure a family is that answers are its own.</summary>
internal enum Certainty
{
    /// <summary>Nothing speaks for it.</summary>
    No,

    /// <summary>Fields look like it; others may know better.</summary>
    Likely,

    /// <summary>The answers name it.</summary>
    Certain,
}
