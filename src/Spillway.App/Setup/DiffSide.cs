namespace Spillway.App.Setup;

/// <summary>Which of two texts has a line.</summary>
public enum DiffSide
{
    /// <summary>Both.</summary>
    Both,

    /// <summary>Only the text in force.</summary>
    Old,

    /// <summary>Only the text that is to be.</summary>
    New,
}
