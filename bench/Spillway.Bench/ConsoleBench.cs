using System.Globalization;

namespace Spillway.Bench;

/// <summary>What open consoles cost the desk, how quickly they see what it did, and how many reads the API answers against a bare endpoint
/// that returns the same bytes.</summary>
internal static class ConsoleBench
{
    private const int Consoles = 50;
    private const int Rounds = 5;
    private const int PassesARound = 30;
    private const int WarmPasses = 150;
    private const int MostPaintPasses = 600;
    private const string RoundsName = "rounds=";
    private const string PassesName = "passes=";
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(1);

    public static int Run(string[] arguments) => (arguments is [ConsoleClients.Argument, var desk, var consoles]
        ? ConsoleClients.ServeAsync(new(desk), int.Parse(consoles, CultureInfo.InvariantCulture), CancellationToken.None)
        : RunAsync(arguments, CancellationToken.None)).GetAwaiter().GetResult();

    // All of it, or the parts that are named; in fewer rounds of fewer passes for a first look.
    private static async Task<int> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        var (rounds, passes) = (Number(arguments, RoundsName, Rounds), Number(arguments, PassesName, PassesARound));
        var parts = arguments.Where(static argument => !argument.Contains('=', StringComparison.Ordinal)).ToList();
        Timing.Machine();
        await using var desk = await ConsoleDesk.StartAsync(cancellation);
        await desk.RunAsync(WarmPasses, TimeSpan.FromMilliseconds(20), cancellation);
        if (IsAsked(parts, "passes"))
        {
            await new ConsoleWatching(desk, Consoles, rounds, passes).RunAsync(cancellation);
        }

        if (IsAsked(parts, "paint"))
        {
            await PaintAsync(desk, cancellation);
        }

        if (IsAsked(parts, "reads"))
        {
            await ConsoleReads.RunAsync(desk, rounds, cancellation);
        }

        return 0;
    }

    private static bool IsAsked(List<string> parts, string part) => parts.Count == 0 || parts.Contains(part);

    private static int Number(string[] arguments, string name, int fallback) =>
        Array.Find(arguments, argument => argument.StartsWith(name, StringComparison.Ordinal)) is { } given ? int.Parse(given.AsSpan(name.Length), CultureInfo.InvariantCulture) : fallback;

    private static async Task PaintAsync(ConsoleDesk desk, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = desk.RunAsync(MostPaintPasses, _period, end.Token);
        await ConsolePaint.RunAsync(desk.Address);
        await end.CancelAsync();
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
