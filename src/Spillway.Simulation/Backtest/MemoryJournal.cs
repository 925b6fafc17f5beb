using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Signals;

namespace Spillway.Simulation.Backtest;

/// <summary>Keeps every step of one run in memory, with the hash of its decisions.</summary>
internal sealed class MemoryJournal(IProgress<int>? progress) : IJournal, IDisposable
{
    private const int ReportEvery = 1000;
    private readonly ImmutableArray<StepRecord>.Builder _steps = ImmutableArray.CreateBuilder<StepRecord>();
    private readonly DecisionHash _hash = new();

    public string Hash => _hash.Current();

    public ValueTask AppendAsync(Observation observation, StepRecord step, CancellationToken cancellation)
    {
        _steps.Add(step);
        if (_steps.Count % ReportEvery == 0)
        {
            progress?.Report(_steps.Count);
        }

        if (step.Decision is { } decision)
        {
            _hash.Add(decision);
        }

        return ValueTask.CompletedTask;
    }

    public ImmutableArray<StepRecord> Steps() => _steps.ToImmutable();

    public void Dispose() => _hash.Dispose();
}
