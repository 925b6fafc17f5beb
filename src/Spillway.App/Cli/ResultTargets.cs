using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>Where a command's results go; checked before the long work begins.</summary>
/// <param name="Json">For <c>--json</c>; null where not asked for.</param>
/// <param name="Html">For <c>--html</c>.</param>
/// <param name="Decisions">For <c>--decisions</c>.</param>
internal sealed record ResultTargets(string? Json, string? Html, string? Decisions)
{
    /// <summary>Whether standard output belongs to one of the results, so that nothing else may go there.</summary>
    public bool TakeOutput => All.Any(target => target.Name == ResultFile.Output);

    private IEnumerable<(string Option, string Name)> All =>
        new[] { ("--json", Json), ("--html", Html), ("--decisions", Decisions) }
            .Where(target => target.Item2 is not null)
            .Select(target => (target.Item1, target.Item2!));

    /// <summary>Refuses two results in one place, a result in the place of an input, and places that cannot be written.</summary>
    /// <param name="inputs">The files that are read.</param>
    /// <exception cref="RefusedException">One of <see cref="ResultErrors"/>, or the place cannot be written.</exception>
    public void Check(IEnumerable<string> inputs)
    {
        var read = inputs.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, name) in All)
        {
            var place = name is ResultFile.Output or "" ? name : Path.GetFullPath(name);
            if (!taken.TryAdd(place, option))
            {
                throw new RefusedException(ResultErrors.SamePlaceTwice, $"{taken[place]} and {option} are both '{name}'.");
            }

            if (read.Contains(place))
            {
                throw new RefusedException(ResultErrors.ReplacesInput, $"{option} is '{name}', which is read as input.");
            }

            ResultFile.Check(name);
        }
    }
}
