using NodaTime;

namespace Spillway.App.Rules;

/// <summary>One entry of a rules file with the time it holds.</summary>
/// <param name="Group">What it is the next of: entries of one group follow one another.</param>
/// <param name="From">From when; the beginning of time where it is not dated.</param>
/// <param name="To">Until when; the end of time where nothing ends it.</param>
/// <param name="Item">What it states.</param>
internal sealed record DatedRule<T>(string Group, Instant From, Instant To, T Item)
{
    public bool Holds(Instant at) => From <= at && at < To;
}
