using NodaTime;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Simulation.Worlds;

/// <summary>Keeps account of what the desk does while its journal takes nothing: nothing is sent, watchdogs are fed as ever, and it
/// waits as long as the fail-safe table says, not shorter and not longer.</summary>
public sealed class JournalBook
{
    private readonly ControlRules _rules;
    private Instant? _since;

    /// <summary>Opens the book.</summary>
    /// <param name="rules">The rules with the fail-safe table.</param>
    public JournalBook(ControlRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
    }

    /// <summary>The desk sends a turn.</summary>
    /// <param name="at">When.</param>
    /// <param name="isFull">Whether the journal takes nothing now.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Sends(Instant at, bool isFull)
    {
        _since = null;
        return isFull ? $"at {at} a turn is sent while the journal takes nothing" : null;
    }

    /// <summary>The desk lets a pass go by.</summary>
    /// <param name="at">When it begins to wait.</param>
    /// <param name="feedsWatchdogs">Whether it feeds the watchdogs.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Idles(Instant at, bool feedsWatchdogs)
    {
        _since ??= at;
        var table = _rules.FailSafe;
        return table.JournalUnwritable == FailSafeReaction.Stop ? $"at {at} the desk waits for its journal, and the table says stop"
            : table.DeskDead == FailSafeReaction.Stop && !feedsWatchdogs ? $"at {at} the watchdogs are not fed while the desk waits for its journal"
            : at - _since.Value >= table.JournalPatience ? $"at {at} the desk still waits for its journal, since {_since}"
            : null;
    }

    /// <summary>The desk ends by itself.</summary>
    /// <param name="at">When.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? GivesUp(Instant at)
    {
        var waited = at - (_since ?? at);
        _since = null;
        return _rules.FailSafe.JournalUnwritable != FailSafeReaction.Stop && waited < _rules.FailSafe.JournalPatience
            ? FormattableString.Invariant($"at {at} the desk gives its journal up after {waited.TotalSeconds:0} s")
            : null;
    }

    /// <summary>The desk was killed: it waits for nothing any more.</summary>
    public void Dies() => _since = null;
}
