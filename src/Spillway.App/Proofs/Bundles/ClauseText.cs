namespace Spillway.App.Proofs.Bundles;

/// <summary>A clause of the contracts as the site file words it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">Which kind of contract it is, such as <c>fixed-block</c>.</param>
/// <param name="Line">The line of the file it begins in, from 1.</param>
/// <param name="Text">Its lines.</param>
public sealed record ClauseText(string Id, string Kind, int Line, string Text);
