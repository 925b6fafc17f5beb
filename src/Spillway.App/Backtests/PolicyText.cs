using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.App.Backtests;

/// <summary>A policy as a person writes it: <c>strike:price=80,restart=60</c>.</summary>
/// <param name="Text">The full text, under which the policy is listed.</param>
/// <param name="Name">The part before the colon.</param>
/// <param name="Parameters">The parameters in the order given.</param>
public sealed record PolicyText(string Text, string Name, ImmutableArray<KeyValuePair<string, string>> Parameters)
{
    private const decimal MinutesPerDay = 1440m;
    private const int HoursPerDay = 24;
    private static readonly ImmutableArray<string> _names = PolicyList.Default;
    private static readonly ImmutableArray<string> _strikeParameters = ["price", "restart", "min-off", "hours"];

    /// <summary>Reads a policy's text.</summary>
    /// <param name="text">What was written.</param>
    /// <returns>Its parts, each checked.</returns>
    /// <exception cref="RefusedException">The name or a parameter is unknown, or a value cannot be used.</exception>
    public static PolicyText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':', 2);
        if (!_names.Contains(parts[0]))
        {
            var near = string.Join(", ", NearestNames.Of(parts[0], _names, 1));
            throw new RefusedException(PolicyErrors.UnknownPolicy, $"Policy '{parts[0]}' is not known; the nearest is {near}.");
        }

        var parameters = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var piece in parts.Length == 1 ? [] : parts[1].Split(',', StringSplitOptions.TrimEntries))
        {
            var pair = piece.Split('=', 2, StringSplitOptions.TrimEntries);
            Check(text, parts[0], pair, parameters);
            parameters.Add(new(pair[0], pair[1]));
        }

        var policy = new PolicyText(text, parts[0], parameters.ToImmutable());
        if (policy.Name == "strike")
        {
            // Values are read once here, so that a bad one is refused before any long work begins.
            policy.Strike(DateTimeZone.Utc);
        }

        return policy;
    }

    /// <summary>The strike rule this text asks for.</summary>
    /// <param name="zone">The site's time zone, for running windows.</param>
    /// <returns>Plain strike where there is no parameter, else a variant.</returns>
    /// <exception cref="RefusedException">A value cannot be used.</exception>
    public IPolicy Strike(DateTimeZone zone)
    {
        Invariant.Holds(Name == "strike");
        if (Parameters.IsEmpty)
        {
            return new StrikePolicy();
        }

        var price = Value("price") is { } stop ? new EnergyPrice(Number("price", stop)) : (EnergyPrice?)null;
        var restart = Value("restart") is { } again ? new EnergyPrice(Number("restart", again)) : (EnergyPrice?)null;
        if (restart >= price)
        {
            throw Bad("restart", Value("restart")!, $"a restart price must lie below the stop price of {price}");
        }

        var off = Value("min-off") is { } minutes ? Number("min-off", minutes) : 0m;
        if (off is < 0m or > 7m * MinutesPerDay)
        {
            throw Bad("min-off", Value("min-off")!, "a minimum off time lies between 0 and 10,080 minutes");
        }

        return new StrikeVariantPolicy(Text, new(price, restart, new(off), Hours(), zone));
    }

    private static void Check(
        string text, string name, string[] pair, ImmutableArray<KeyValuePair<string, string>>.Builder earlier)
    {
        if (name != "strike" || !_strikeParameters.Contains(pair[0]))
        {
            throw new RefusedException(PolicyErrors.UnknownParameter, $"Policy '{text}': '{pair[0]}' is not a parameter of {name}.");
        }

        if (pair.Length != 2 || pair[1].Length == 0)
        {
            throw new RefusedException(PolicyErrors.BadParameter, $"Policy '{text}': parameter '{pair[0]}' has no value.");
        }

        if (earlier.Any(other => other.Key == pair[0]))
        {
            throw new RefusedException(PolicyErrors.ParameterTwice, $"Policy '{text}': parameter '{pair[0]}' stands there twice.");
        }
    }

    private ImmutableArray<bool> Hours()
    {
        if (Value("hours") is not { } text)
        {
            return [.. Enumerable.Repeat(true, HoursPerDay)];
        }

        var hours = new bool[HoursPerDay];
        foreach (var window in text.Split('+', StringSplitOptions.TrimEntries))
        {
            var bounds = window.Split('-', StringSplitOptions.TrimEntries);
            if (bounds.Length != 2 || !Hour(bounds[0], out var from) || !Hour(bounds[1], out var to) || from == to)
            {
                throw Bad("hours", text, $"'{window}' is not FROM-TO in whole hours from 0 to 24");
            }

            // 22-6 runs over midnight; 0-24 is the whole day.
            var length = to > from ? to - from : to - from + HoursPerDay;
            for (var step = 0; step < length; step++)
            {
                hours[(from + step) % HoursPerDay] = true;
            }
        }

        return [.. hours];
    }

    private static bool Hour(string text, out int hour) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out hour) && hour <= HoursPerDay;

    private string? Value(string parameter)
    {
        foreach (var (name, value) in Parameters)
        {
            if (name == parameter)
            {
                return value;
            }
        }

        return null;
    }

    private decimal Number(string parameter, string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Bad(parameter, value, "it is not a number");

    private RefusedException Bad(string parameter, string value, string why) =>
        new(PolicyErrors.BadParameter, $"Policy '{Text}': {parameter} is '{value}': {why}.");
}
