using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.App.Lab;

/// <summary>A study of the past as it is asked for.</summary>
/// <param name="Name">What people call it; may be empty.</param>
/// <param name="From">First local day.</param>
/// <param name="To">The local day after the last.</param>
/// <param name="Policies">Policies as <c>--policy</c> takes them; empty for the usual four, in a sweep for look-ahead.</param>
/// <param name="Sweeps">What is varied, as <c>--sweep</c> takes it; empty for a single backtest.</param>
public sealed record StudyRequest(string Name, LocalDate From, LocalDate To, string Policies, ImmutableArray<string> Sweeps)
{
    /// <summary>What of the archive a policy may know beside the real-time price.</summary>
    public ImmutableArray<PublicationKind> Knows { get; init; } = [];
}
