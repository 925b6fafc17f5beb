using System.Collections.Immutable;

namespace Spillway.App.Console.Now;

/// <summary>A row of feeds in the one-line diagram.</summary>
/// <param name="Y">Where its bar stands.</param>
/// <param name="Loads">What hangs on the bar, from left to right.</param>
public sealed record OneLineRow(int Y, ImmutableArray<OneLineLoad> Loads);
