using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Backtests;
using Spillway.Engine;

namespace Spillway.App.Sweeps;

/// <summary>One setting that a sweep varies.</summary>
/// <param name="Name"><c>strike-price</c>, <c>hashprice</c>, <c>model</c> or <c>restart-minutes</c>.</param>
/// <param name="Values">The values it takes, as texts, in the order they are shown.</param>
public sealed record SweepAxis(string Name, ImmutableArray<string> Values)
{
    private const int LargestAxis = 1000;

    private static readonly ImmutableArray<string> _names = ["strike-price", "hashprice", "model", "restart-minutes"];

    /// <summary>Whether its values are numbers, so that a plot can place them on a scale.</summary>
    public bool IsNumeric => Name != "model";

    /// <summary>Reads an axis: <c>hashprice=40:100:10</c> or <c>model=antminer-s19-xp|antminer-s21</c>.</summary>
    /// <param name="text">The option's text.</param>
    /// <returns>The axis.</returns>
    /// <exception cref="RefusedException">The name is not known, a value is no number, or there are too many.</exception>
    public static SweepAxis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !_names.Contains(parts[0]) || parts[1].Length == 0)
        {
            throw Unreadable(text, "it is not NAME=VALUES with a known name");
        }

        var values = parts[1].Contains('|', StringComparison.Ordinal) || parts[0] == "model"
            ? [.. parts[1].Split('|', StringSplitOptions.TrimEntries)]
            : Steps(text, parts[1]);
        var axis = new SweepAxis(parts[0], values);
        foreach (var value in axis.Values)
        {
            Check(axis, value, text);
        }

        // 5.0 and 5 are one value, and strike:price=5 one policy.
        return axis.IsNumeric ? axis with { Values = [.. axis.Values.Select(Plain)] } : axis;
    }

    private static void Check(SweepAxis axis, string value, string text)
    {
        if (value.Length == 0)
        {
            throw Unreadable(text, "one of its values is empty");
        }

        if (axis.IsNumeric && Number(value) is not { } number)
        {
            throw Unreadable(text, $"'{value}' is not a number");
        }
        else if (axis.Name is "hashprice" or "restart-minutes" && Number(value) < 0m)
        {
            throw Unreadable(text, $"{axis.Name} {value} is below zero");
        }
    }

    private static ImmutableArray<string> Steps(string text, string range)
    {
        var bounds = range.Split(':', StringSplitOptions.TrimEntries);
        if (bounds.Length == 1)
        {
            return [bounds[0]];
        }

        if (bounds.Length != 3 || Number(bounds[0]) is not { } from || Number(bounds[1]) is not { } to
            || Number(bounds[2]) is not { } step || step <= 0m || to < from)
        {
            throw Unreadable(text, "a range is FROM:TO:STEP with a step above zero");
        }

        // In doubles: the exact difference of two figures of 28 digits may have one digit too many.
        if (((double)to - (double)from) / (double)step > LargestAxis)
        {
            throw Unreadable(text, $"it has more than {LargestAxis} values");
        }

        var values = ImmutableArray.CreateBuilder<string>();
        for (var value = from; value <= to; value += step)
        {
            values.Add(value.ToString(CultureInfo.InvariantCulture));
        }

        return values.ToImmutable();
    }

    private static string Plain(string value) =>
        (decimal.Parse(value, CultureInfo.InvariantCulture) / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static RefusedException Unreadable(string text, string why) =>
        new(BacktestErrors.SweepAxisUnreadable, $"--sweep '{text}': {why}.");
}
