namespace Spillway.App.Api.Limits;

/// <summary>How much each who asks may ask of a desk. Everybody has buckets of the own: nobody uses up another's, and what somebody reads
/// uses up nothing of what the same one may order.</summary>
public sealed record DeskLimits
{
    /// <summary>The limits of every desk.</summary>
    public static DeskLimits Standard { get; } = new();

    /// <summary>Requests that change nothing, of one person or key.</summary>
    public Allowance Reads { get; init; } = Allowance.EachSecond(100, burst: 200);

    /// <summary>The same, by the token of the data folder: who holds it is on this machine and could read the files themselves.</summary>
    public Allowance LocalReads { get; init; } = Allowance.EachSecond(20_000, burst: 40_000);

    /// <summary>Orders that keep or put load on or end an order, of one person or key.</summary>
    public Allowance Orders { get; init; } = Allowance.EachSecond(20, burst: 40);

    /// <summary>Orders of every kind, of one person or key: all that ever refuses an order to take load off, and only so that a program that
    /// has gone wild leaves the desk time to act on the orders it has.</summary>
    public Allowance Relief { get; init; } = Allowance.EachSecond(500, burst: 1000);

    /// <summary>Other requests that change something, of one person or key.</summary>
    public Allowance Changes { get; init; } = Allowance.EachSecond(20, burst: 100);

    /// <summary>Requests of nobody who is known, all of them together: they are answered 401.</summary>
    public Allowance Nobody { get; init; } = Allowance.EachSecond(100, burst: 500);

    /// <summary>What an open address takes in, such as a sign-in, all of them together: to compare a password is work on purpose.</summary>
    public Allowance Open { get; init; } = Allowance.EachSecond(10, burst: 30);
}
