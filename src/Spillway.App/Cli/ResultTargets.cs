using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>Where a backtest's results go; checked before the long work begins.</summary>
/// <param name="Json">For <c>--json</c>; null where not asked for.</param>
/// <param name="Html">For <c>--html</c>.</param>
/// <param name="Decisions">For <c>--decisions</c>.</param>
internal sealed record ResultTargets(string? Json, string? Html, string? Decisions)
{
    /// <summary>Whether standard output belongs to one of the results, so that nothing else may go there.</summary>
    public bool TakeOutput => All.TakeOutput;

    private OutputTargets All => new([("--json", Json), ("--html", Html), ("--decisions", Decisions)]);

    /// <summary>Refuses two results in one place, a result in the place of an input, and places that cannot be written.</summary>
    /// <param name="inputs">The files that are read.</param>
    /// <exception cref="RefusedException">One of <see cref="ResultErrors"/>, or the place cannot be written.</exception>
    public void Check(IEnumerable<string> inputs) => All.Check(inputs);
}
