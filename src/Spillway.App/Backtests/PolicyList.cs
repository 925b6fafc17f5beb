using System.Collections.Immutable;
using Spillway.Engine;

namespace Spillway.App.Backtests;

/// <summary>Takes <c>--policy a,b:x=1,y=2,c</c> apart and puts the yardsticks beside it.</summary>
public static class PolicyList
{
    /// <summary>The policies compared when nobody asks for particular ones.</summary>
    public static ImmutableArray<string> Default { get; } = ["always-on", "strike", "look-ahead", "foresight"];

    /// <summary>Splits the option's text at the commas that part policies; a comma before <c>name=value</c> parts the
    /// parameters of one policy.</summary>
    /// <param name="text">The option's text.</param>
    /// <returns>Full policy texts in the order given.</returns>
    public static ImmutableArray<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var policies = new List<string>();
        foreach (var piece in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var isParameter = policies.Count > 0 && piece.Contains('=', StringComparison.Ordinal)
                && !piece.Contains(':', StringComparison.Ordinal);
            if (isParameter)
            {
                policies[^1] += "," + piece;
            }
            else
            {
                policies.Add(piece);
            }
        }

        return [.. policies];
    }

    /// <summary>What is run and listed: always-on and strike, then what was asked for, then foresight.</summary>
    /// <param name="asked">Full texts; empty means all four.</param>
    /// <returns>Each policy once.</returns>
    /// <exception cref="RefusedException">A text is named twice.</exception>
    public static ImmutableArray<string> WithYardsticks(ImmutableArray<string> asked)
    {
        if (asked.IsEmpty)
        {
            return Default;
        }

        var twice = asked.GroupBy(text => text).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new RefusedException(BacktestErrors.PolicyTwice, $"--policy names '{twice.Key}' {twice.Count()} times.");
        }

        return ["always-on", "strike", .. asked.Where(text => !Comparison.Yardsticks.Contains(text)), "foresight"];
    }
}
