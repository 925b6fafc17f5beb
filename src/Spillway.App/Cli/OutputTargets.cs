using System.Collections.Immutable;
using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>Where a command's results go, by the option that asks for each; checked before the long work begins.</summary>
/// <param name="Targets">Option and file, <c>-</c> for standard output; the file is null where not asked for.</param>
internal sealed record OutputTargets(ImmutableArray<(string Option, string? Name)> Targets)
{
    /// <summary>The file of an option; null where not asked for.</summary>
    public string? this[string option] => Targets.FirstOrDefault(target => target.Option == option).Name;

    /// <summary>Whether standard output belongs to one of the results, so that nothing else may go there.</summary>
    public bool TakeOutput => Targets.Any(target => target.Name == ResultFile.Output);

    /// <summary>Refuses two results in one place, a result in the place of an input, and places that cannot be written.</summary>
    /// <param name="inputs">The files that are read.</param>
    /// <exception cref="RefusedException">One of <see cref="ResultErrors"/>, or the place cannot be written.</exception>
    public void Check(IEnumerable<string> inputs)
    {
        var read = inputs.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, name) in Targets)
        {
            if (name is null)
            {
                continue;
            }

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
