using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>A time in which less would run than others hold.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends, exclusive.</param>
/// <param name="Needed">Power that must be running, beyond what the site draws asleep.</param>
/// <param name="Running">Power that would be running.</param>
/// <param name="Holders">Who holds it, joined by <c> + </c>.</param>
public sealed record HeldShortfall(Instant Start, Instant End, Megawatts Needed, Megawatts Running, string Holders);
