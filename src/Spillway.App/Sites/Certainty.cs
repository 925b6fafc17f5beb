namespace Spillway.App.Sites;

/// <summary>How far a catalogue figure can be trusted; every maker allows itself some 3 to 10 % on top.</summary>
public enum Certainty
{
    /// <summary>The source states both the hash rate and the watts.</summary>
    Stated = 0,

    /// <summary>The watts are the stated efficiency times the hash rate.</summary>
    Derived = 1,

    /// <summary>Repeated everywhere, with no document of the maker behind it: measure before relying on it.</summary>
    Quoted = 2,
}
