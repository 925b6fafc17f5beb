namespace Spillway.App.Statements.Trails;

/// <summary>One source of a line.</summary>
/// <param name="What"><c>reading</c> or <c>award</c>, whichever the quantity was read from, <c>quantity</c> where the contract states it, <c>price</c>, <c>contract</c>, <c>rule</c> or <c>journal</c>.</param>
/// <param name="File">The file's path or name; empty where it is none.</param>
/// <param name="Row">The row in it, from 1; null where there is none.</param>
/// <param name="Text">The row as it stands there, or what is known instead.</param>
public sealed record TrailStep(string What, string File, int? Row, string Text);
