using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Commands.Ladder;

/// <summary>What the site will do about a ceiling, said before it is done.</summary>
/// <param name="Reduction">The MW that will be taken off within the time; zero or more.</param>
/// <param name="Within">How long that takes, at most the time asked for.</param>
/// <param name="Path">By which way.</param>
/// <param name="Confidence">How sure that is, 0 to 1: what machines did when they were last told, and how often that was seen.</param>
/// <param name="LeftOver">The MW above the ceiling that will still be drawn then; zero or more.</param>
/// <param name="LockedOut">The MW that lock-outs keep out of reach.</param>
public sealed record Promise(
    Megawatts Reduction, Duration Within, ShedPath Path, Ratio Confidence, Megawatts LeftOver, Megawatts LockedOut);
