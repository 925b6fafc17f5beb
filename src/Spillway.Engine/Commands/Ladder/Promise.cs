using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Commands.Ladder;

/// <summary>What the site will do about an order, said before it is done.</summary>
/// <param name="Reduction">The MW that will be taken off within the time; below zero where they come back.</param>
/// <param name="Within">How long that takes, at most the time asked for where there is one; of what comes back, how long at least.</param>
/// <param name="Path">By which way.</param>
/// <param name="Confidence">How sure that is, 0 to 1: what machines did when they were last told, and how often that was seen. Zero of what
/// comes back, which is no promise.</param>
/// <param name="LeftOver">The MW short of what was asked: what will still be drawn then above the ceiling or of a group that is held
/// off, and what a reduction asks for beyond all that is drawn; zero or more.</param>
/// <param name="LockedOut">The MW that lock-outs keep out of reach; in the answer to a lock-out, what it alone adds.</param>
public sealed record Promise(
    Megawatts Reduction, Duration Within, ShedPath Path, Ratio Confidence, Megawatts LeftOver, Megawatts LockedOut);
