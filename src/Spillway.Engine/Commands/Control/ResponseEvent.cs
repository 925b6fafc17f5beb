using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Commands.Control;

/// <summary>A fall of one group that is being measured.</summary>
/// <param name="StartedAt">When its machines were told.</param>
/// <param name="BeforeW">What the group drew then, in W at its machines.</param>
/// <param name="OrderedW">By how much it was told to come down, in W.</param>
/// <param name="LastShare">The share of that measured last.</param>
/// <param name="Shares">The shares at the horizons that are over.</param>
public sealed record ResponseEvent(
    Instant StartedAt, long BeforeW, long OrderedW, double LastShare, ImmutableArray<double> Shares)
{
    /// <summary>The event after the group was measured once more.</summary>
    internal ResponseEvent Measure(Instant now, long drawnW)
    {
        var shares = Shares;
        while (shares.Length < GroupResponse.Horizons.Length && now - StartedAt > GroupResponse.Horizons[shares.Length])
        {
            shares = shares.Add(LastShare);
        }

        var share = OrderedW <= 0 ? 0 : Math.Clamp((BeforeW - drawnW) / (double)OrderedW, 0, 1);
        return this with { LastShare = share, Shares = shares };
    }

    /// <summary>Whether every horizon is over.</summary>
    internal bool IsOver => Shares.Length == GroupResponse.Horizons.Length;

    /// <summary>What was learnt. Of the horizons that the event did not last to, the last share tells where the machines had the time that
    /// they are declared to need; where the event ended before, it says nothing of them.</summary>
    /// <param name="before">What was known.</param>
    /// <param name="declared">Within which time machines of the group are declared to sleep.</param>
    /// <param name="now">When the event ended.</param>
    internal GroupResponse Learn(GroupResponse before, Duration declared, Instant now)
    {
        if (Shares.IsEmpty)
        {
            return before;
        }

        var isTold = now - StartedAt > declared;
        var shares = ImmutableArray.CreateBuilder<double>(GroupResponse.Horizons.Length);
        for (var index = 0; index < GroupResponse.Horizons.Length; index++)
        {
            var isReached = index < Shares.Length;
            var seen = isReached ? Shares[index] : LastShare;
            var share = isReached || isTold ? (before.Events == 0 ? seen : Cautious(before.Shares[index], seen))
                : before.Events > 0 ? before.Shares[index]
                : GroupResponse.Horizons[index] >= declared ? 1
                : seen;

            // Who has followed within a time has followed within every longer one.
            shares.Add(index == 0 ? share : Math.Max(share, shares[index - 1]));
        }

        return new(before.Events + 1, shares.MoveToImmutable());
    }

    // Bad news counts at once, good news slowly.
    private static double Cautious(double known, double seen) => known + ((seen - known) * (seen < known ? 1 : 0.2));
}
