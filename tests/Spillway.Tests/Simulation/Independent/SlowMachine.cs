namespace Spillway.Tests.Simulation.Independent;

/// <summary>One machine, followed by itself: its mode, what is left of its restart, how long since it last changed.</summary>
internal sealed class SlowMachine
{
    private const decimal LongAgo = 1_000_000m;

    public int Mode { get; set; }

    public decimal RestartLeft { get; private set; }

    public decimal Held { get; private set; } = LongAgo;

    public bool IsOn => Mode != 0;

    public void Start(int mode, decimal restartMinutes)
    {
        Mode = mode;
        RestartLeft = restartMinutes;
        Held = 0m;
    }

    /// <summary>Stopping before a restart is over throws the rest of it away.</summary>
    public void Stop()
    {
        Mode = 0;
        RestartLeft = 0m;
        Held = 0m;
    }

    /// <summary>Lets an interval pass.</summary>
    /// <returns>How many of its minutes went into a restart.</returns>
    public decimal Pass(decimal minutes)
    {
        var lost = IsOn ? Math.Min(RestartLeft, minutes) : 0m;
        RestartLeft -= lost;
        Held = Math.Min(LongAgo, Held + minutes);
        return lost;
    }
}
