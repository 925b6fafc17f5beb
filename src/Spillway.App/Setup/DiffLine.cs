namespace Spillway.App.Setup;

/// <summary>A line of a comparison.</summary>
/// <param name="Side">Which text has it.</param>
/// <param name="OldNumber">Its number in the text in force, from 1; null where that has it not.</param>
/// <param name="NewNumber">Its number in the text that is to be; null where that has it not.</param>
/// <param name="Text">The line without its end.</param>
public sealed record DiffLine(DiffSide Side, int? OldNumber, int? NewNumber, string Text);
