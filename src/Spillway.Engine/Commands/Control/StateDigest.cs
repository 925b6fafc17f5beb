namespace Spillway.Engine.Commands.Control;

/// <summary>Writes every fact of a state down in one order and hashes it.</summary>
internal static class StateDigest
{
    public static string Of(ControlState state)
    {
        using var hash = new FactHash();
        hash.Add(state.At);
        hash.Add(state.Now);
        hash.Add(state.LastCommand.Number);
        hash.Add($"{state.Meter}|{state.NewestPriceAt}|{state.JumpedAt}|{state.RestartedAt}|{state.Decision?.Slot}|{state.Bounds}|{state.Expected}");
        foreach (var machine in state.Machines)
        {
            hash.Add(((int)machine.Condition << 24) | (machine.ModeIndex << 16) | (machine.ToldMode << 8) | (int)(machine.Told ?? 0));
            hash.Add(((long)machine.PowerW << 32) | (machine.IsUnsent ? 1L << 31 : 0L) | ((long)machine.Attempts << 1) | (machine.HasFailed ? 1L : 0L));
            hash.Add(machine.Since);
            hash.Add(machine.ToldAt);
            hash.Add(machine.Pending.Number);
        }

        hash.AddAll(state.Feeds);
        hash.AddAll(state.Orders);
        hash.AddAll(state.Wanted);
        hash.AddAll(state.Draws);
        hash.AddAll(state.Tallies);
        hash.AddAll(state.Strays);
        hash.AddAll(state.Overtaken);
        hash.AddAll(state.Trace);
        hash.Add($"{state.Unexplained}|{state.IsSettled}|{state.Ramp}|{state.RaisedAt}|{state.ReleasedAt}");
        if (state.AboveSince is { } above)
        {
            // Only where it is: states that were kept before there was such a fact keep their digests.
            hash.Add(above);
        }

        if (state.ListensSince is { } since)
        {
            hash.Add($"listens since {since}");
        }

        foreach (var run in state.Canaries)
        {
            hash.Add($"{run}");
        }

        foreach (var measured in state.Events)
        {
            hash.Add(measured is null ? "" : $"{measured.StartedAt}|{measured.BeforeW}|{measured.OrderedW}|{BitConverter.DoubleToInt64Bits(measured.LastShare)}|{measured.Shares.Length}");
        }

        foreach (var alarm in state.Alarms)
        {
            hash.Add($"{alarm.Code}|{alarm.Subject}|{alarm.Measured}|{alarm.Expected}|{string.Join(',', alarm.Machines)}{alarm.Beyond}");
        }

        foreach (var response in state.Responses)
        {
            hash.Add(response.Events);
            foreach (var share in response.Shares)
            {
                hash.Add(BitConverter.DoubleToInt64Bits(share));
            }
        }

        return hash.Current();
    }
}
