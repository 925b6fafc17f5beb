namespace Spillway.Engine.Sites.Rules;

/// <summary>Which way an ancillary product moves a load.</summary>
public enum AncillaryDirection
{
    /// <summary>The grid needs power: a load consumes less, so the MW must stand behind running MW.</summary>
    Up = 0,

    /// <summary>The grid has too much: a load consumes more.</summary>
    Down = 1,
}
