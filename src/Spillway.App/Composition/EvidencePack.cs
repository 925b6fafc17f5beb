using System.Text.Json.Nodes;
using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Composition;

/// <summary>What is gathered of one order while it holds.</summary>
/// <param name="order">The order.</param>
/// <param name="answer">The desk's answer.</param>
/// <param name="at">When it was accepted.</param>
/// <param name="within">The time there was.</param>
/// <param name="before">The power before.</param>
internal sealed class EvidencePack(
    Order order, OrderAnswer answer, Instant at, Duration within, IReadOnlyList<(Instant At, Megawatts Power)> before)
{
    private const int MostUnfollowed = 1_000;

    private readonly HashSet<CommandId> _own = [];
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly List<long> _unfollowed = [];
    private int _sleeps;
    private int _opens;

    /// <summary>The order.</summary>
    public Order Order { get; } = order;

    /// <summary>The desk's answer.</summary>
    public OrderAnswer Answer { get; } = answer;

    /// <summary>When it was accepted.</summary>
    public Instant At { get; } = at;

    /// <summary>The time there was.</summary>
    public Duration Within { get; } = within;

    /// <summary>The power before.</summary>
    public IReadOnlyList<(Instant At, Megawatts Power)> Before { get; } = before;

    /// <summary>From when on it was gathered: its acceptance, or later where the journal reaches back no further.</summary>
    public Instant GatheredFrom { get; init; } = at;

    /// <summary>Whether its beginning is missing.</summary>
    public bool IsPartial => GatheredFrom > At;

    /// <summary>The power since.</summary>
    public List<(Instant At, Megawatts Power)> Curve { get; } = [];

    /// <summary>When it ended; null while it holds.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>Whether its file is there.</summary>
    public bool IsWritten { get; set; }

    /// <summary>Counts a pass.</summary>
    /// <param name="turn">What was decided.</param>
    /// <param name="outcomes">Which commands ended.</param>
    public void Count(ControlTurn turn, IReadOnlyList<CommandOutcome> outcomes)
    {
        foreach (var command in turn.Machines)
        {
            if (command.Because.Order == Order.Id && _own.Add(command.Id))
            {
                _sleeps++;
            }
        }

        foreach (var command in turn.Feeds)
        {
            if (command.Because.Order == Order.Id && _own.Add(command.Id))
            {
                _opens++;
            }
        }

        foreach (var outcome in outcomes.Concat(turn.Unanswered))
        {
            if (_own.Remove(outcome.Command))
            {
                var word = outcome.Kind.ToString().ToLowerInvariant();
                _outcomes[word] = _outcomes.GetValueOrDefault(word) + 1;
                if (outcome.Kind != OutcomeKind.Done && _unfollowed.Count < MostUnfollowed)
                {
                    _unfollowed.Add(outcome.Command.Number);
                }
            }
        }
    }

    /// <summary>The commands and what became of them.</summary>
    /// <returns>The JSON.</returns>
    public JsonObject Commands() => new()
    {
        ["to_machines"] = _sleeps,
        ["to_feeds"] = _opens,
        ["without_outcome"] = _own.Count,
        ["outcomes"] = new JsonObject([.. _outcomes.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))]),
        ["not_done"] = new JsonArray([.. _unfollowed.Select(number => (JsonNode)number)]),
    };
}
