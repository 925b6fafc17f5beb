using System.Collections.Immutable;
using Spillway.Engine.Commands;

namespace Spillway.App.Reports;

/// <summary>Which groups of a decision are worth a word: those that foresight ran otherwise.</summary>
internal static class DifferingGroups
{
    private const int AtMost = 4;

    /// <summary>The groups that run otherwise than with every price known.</summary>
    /// <param name="own">What was decided.</param>
    /// <param name="best">What foresight decided in the same interval.</param>
    /// <returns>The differing groups, in file order.</returns>
    public static ImmutableArray<GroupCommand> Of(Decision own, Decision best) =>
        [.. own.Commands.Where((command, index) => command.ModeIndex != best.Commands[index].ModeIndex || command.Machines != best.Commands[index].Machines)];

    /// <summary>Their sentences; beyond a few groups only how many more there are, and where none differs that an earlier
    /// decision is what is paid for.</summary>
    public static IEnumerable<string> Sentences(Decision own, Decision best, Units.SettlementPoint point)
    {
        var groups = Of(own, best);
        if (groups.IsEmpty)
        {
            yield return "every group ran as with every price known; this is the price of an earlier decision, such as a restart";
        }

        foreach (var command in groups.Take(AtMost))
        {
            yield return ReasonWords.Sentence(command, point);
        }

        if (groups.Length > AtMost)
        {
            yield return $"and {Shown.Count(groups.Length - AtMost)} more groups";
        }
    }
}
