using Google.OrTools.LinearSolver;
using Spillway.Engine.Plans.Foresight;
using Spillway.Engine.Sites;

namespace Spillway.Bench;

/// <summary>Perfect foresight of uncoupled groups as a mixed-integer programme: whether a group runs, whether it starts,
/// whether a start still costs its second interval, and the tight form of minimum up and down times.</summary>
internal sealed class ForesightProblem : IDisposable
{
    private readonly Solver _solver = Solver.CreateSolver("SCIP");
    private readonly Objective _objective;

    public ForesightProblem(Site site, IReadOnlyList<ForesightInterval> intervals)
    {
        _objective = _solver.Objective();
        _objective.SetMaximization();
        foreach (var load in site.Loads)
        {
            Add(load, intervals);
        }
    }

    public int Variables => _solver.NumVariables();

    public int Constraints => _solver.NumConstraints();

    public double Value => _objective.Value();

    public bool Solve(TimeSpan limit)
    {
        _solver.SetTimeLimit((long)limit.TotalMilliseconds);
        using var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 1e-9);
        return _solver.Solve(parameters) == Solver.ResultStatus.OPTIMAL;
    }

    public void Dispose() => _solver.Dispose();

    private void Add(LoadGroup load, IReadOnlyList<ForesightInterval> intervals)
    {
        var minutes = (double)intervals[0].Slot.Minutes.Value;
        var power = (double)load.Power(load.NormalModeIndex, load.Machines).Value;
        var first = Math.Min((double)load.RestartTime.Value, minutes);
        var second = Math.Min((double)load.RestartTime.Value - first, minutes);
        var runs = new Variable[intervals.Count];
        var starts = new Variable[intervals.Count];
        for (var t = 0; t < intervals.Count; t++)
        {
            runs[t] = _solver.MakeBoolVar("");
            starts[t] = _solver.MakeBoolVar("");
            var perMinute = (double)load.DailyRevenuePerMachine(load.NormalModeIndex, intervals[t].Hashprice) * load.Machines / 1440.0;
            _objective.SetCoefficient(runs[t], (perMinute * minutes) - (power * (double)intervals[t].Price.Value * minutes / 60.0));
            _objective.SetCoefficient(starts[t], -(perMinute * first) - ((double)load.WearPerStart.Value * load.Machines));

            // A start is a rise; before the first interval the group runs.
            var rise = _solver.MakeConstraint(t == 0 ? -1.0 : 0.0, double.PositiveInfinity);
            rise.SetCoefficient(starts[t], 1.0);
            rise.SetCoefficient(runs[t], -1.0);
            if (t > 0)
            {
                rise.SetCoefficient(runs[t - 1], 1.0);
                Lose(second, perMinute, starts[t - 1], runs[t]);
            }
        }

        KeepUp(runs, starts, (int)Math.Ceiling((double)load.MinimumUpTime.Value / minutes));
        KeepDown(runs, starts, (int)Math.Ceiling((double)load.MinimumDownTime.Value / minutes));
    }

    // A start that goes on running loses what is left of its restart.
    private void Lose(double second, double perMinute, Variable started, Variable runs)
    {
        if (second <= 0.0)
        {
            return;
        }

        var lost = _solver.MakeNumVar(0.0, 1.0, "");
        _objective.SetCoefficient(lost, -perMinute * second);
        var both = _solver.MakeConstraint(-1.0, double.PositiveInfinity);
        both.SetCoefficient(lost, 1.0);
        both.SetCoefficient(started, -1.0);
        both.SetCoefficient(runs, -1.0);
    }

    private void KeepUp(Variable[] runs, Variable[] starts, int least)
    {
        for (var t = 0; least > 1 && t < runs.Length; t++)
        {
            var kept = _solver.MakeConstraint(double.NegativeInfinity, 0.0);
            kept.SetCoefficient(runs[t], -1.0);
            for (var started = Math.Max(0, t - least + 1); started <= t; started++)
            {
                kept.SetCoefficient(starts[started], 1.0);
            }
        }
    }

    private void KeepDown(Variable[] runs, Variable[] starts, int least)
    {
        for (var t = 0; least > 1 && t < runs.Length; t++)
        {
            // Whoever starts within the time after an instant was not running at that instant; at the first all ran.
            var kept = _solver.MakeConstraint(double.NegativeInfinity, t < least ? 0.0 : 1.0);
            if (t >= least)
            {
                kept.SetCoefficient(runs[t - least], 1.0);
            }

            for (var started = Math.Max(0, t - least + 1); started <= t; started++)
            {
                kept.SetCoefficient(starts[started], 1.0);
            }
        }
    }
}
