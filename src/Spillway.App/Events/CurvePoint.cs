using NodaTime;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>What a site drew at a control pass.</summary>
/// <param name="At">The instant of the pass.</param>
/// <param name="Power">At the grid connection.</param>
/// <param name="IsMetered">Whether the site meter says so; else the machines' own watts added up.</param>
/// <param name="Number">The journal's number of the pass.</param>
public readonly record struct CurvePoint(Instant At, Megawatts Power, bool IsMetered, long Number);
