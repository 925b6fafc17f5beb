using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Plants;

/// <summary>A change of the site's power within a time, up or down.</summary>
/// <param name="Power">How far; above zero.</param>
/// <param name="Within">In which time; above zero.</param>
public sealed record PowerStep(Megawatts Power, Duration Within);
