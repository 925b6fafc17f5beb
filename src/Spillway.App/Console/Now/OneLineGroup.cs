using System.Collections.Immutable;
using Spillway.App.Boards;

namespace Spillway.App.Console.Now;

/// <summary>A group in the one-line diagram.</summary>
/// <param name="Group">The group.</param>
/// <param name="Y">The top of its heading.</param>
/// <param name="Rows">Its rows of feeds.</param>
public sealed record OneLineGroup(GroupPicture Group, int Y, ImmutableArray<OneLineRow> Rows);
