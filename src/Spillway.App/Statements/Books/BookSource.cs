using Spillway.Engine.Signals;

namespace Spillway.App.Statements.Books;

/// <summary>A file that a booked version was made from.</summary>
/// <param name="File">Its name, digest and form.</param>
/// <param name="Path">Where it lay; empty for one that came from the archive.</param>
public sealed record BookSource(SourceFile File, string Path);
