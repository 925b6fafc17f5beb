using System.Collections.Immutable;
using Spillway.App.Api;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Forecasts;

namespace Spillway.App.Prospects;

/// <summary>What the desk decided last and what it expects, step by step since its start. The desk's thread only notes a step; any
/// thread reads.</summary>
public sealed class PlanBook
{
    /// <summary>How many decisions are kept: a day of quarters of an hour.</summary>
    public const int MostKept = 96;

    private ImmutableList<Decision> _decisions = [];
    private ImmutableArray<PriceBand> _forecast = [];

    /// <summary>Begins before the desk runs.</summary>
    /// <param name="desk">The desk.</param>
    public PlanBook(DeskView desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        desk.Watch.TellSteps(Take);
    }

    /// <summary>The decisions, the newest first.</summary>
    public ImmutableList<Decision> Decisions => Volatile.Read(ref _decisions);

    /// <summary>What the policy expects of the coming intervals, nearest first; empty where it does not forecast.</summary>
    public ImmutableArray<PriceBand> Forecast => ImmutableInterlocked.InterlockedCompareExchange(ref _forecast, default, default);

    private void Take(StepRecord step)
    {
        ImmutableInterlocked.InterlockedExchange(ref _forecast, step.Forecast.IsDefault ? [] : step.Forecast);
        if (step.Decision is { } decision)
        {
            var decisions = _decisions.Insert(0, decision);
            Volatile.Write(ref _decisions, decisions.Count > MostKept ? decisions.RemoveAt(MostKept) : decisions);
        }
    }
}
