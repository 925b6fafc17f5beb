using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Units;

namespace Spillway.Simulation.Worlds;

/// <summary>Holds the ceilings that orders set against what the site draws: some time after its deadline each is kept, or the desk says
/// that it is not.</summary>
/// <param name="patience">How long after the deadline, and how long without a break, more may be drawn before anybody hears of it.</param>
public sealed class CeilingBook(Duration patience)
{
    // What a meter does not show: a share of what is drawn, and its last digit.
    private const double Blur = 0.001;
    private const double LastDigit = 1e-5;

    private (OrderId? By, Megawatts Level) _ceiling;
    private Instant? _aboveSince;

    /// <summary>Nobody looks for a while: what was seen before counts no longer.</summary>
    public void Forget() => _aboveSince = null;

    /// <summary>Looks at the site.</summary>
    /// <param name="drawn">What it draws, in MW.</param>
    /// <param name="state">What the desk remembers after its pass.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Take(double drawn, ControlState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var ceiling = (state.Bounds.CeilingBy, state.Bounds.Ceiling);
        var isAbove = drawn > ((double)ceiling.Ceiling.Value * (1 + Blur)) + LastDigit;
        if (!isAbove || ceiling != _ceiling)
        {
            (_aboveSince, _ceiling) = (null, ceiling);
        }

        if (!isAbove || state.Orders.FirstOrDefault(active => active.Order.Id == ceiling.CeilingBy) is not { } order)
        {
            return null;
        }

        _aboveSince ??= state.Now;
        var isSaid = state.Alarms.Any(alarm => alarm.Code == AlarmCode.PromiseMissed && alarm.Subject == order.Order.Id.Text);
        return isSaid || state.Now <= Instant.Max(_aboveSince.Value, order.Deadline) + patience
            ? null
            : FormattableString.Invariant($"{drawn:0.######} MW are drawn since {_aboveSince} and order {order.Order.Id} set a ceiling of {ceiling.Ceiling.Value:0.######} MW until {order.Deadline}, and nobody hears of it; expected {state.Expected}, unexplained {state.Unexplained}, meter {state.Meter}, above since {state.AboveSince}");
    }
}
