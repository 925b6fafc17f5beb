using System.Collections.Immutable;
using Spillway.App.Accounts.SignIns;

namespace Spillway.App.Accounts.Sessions;

/// <summary>A signed-in browser.</summary>
/// <param name="Id">Names it in lists and in the journal; opens nothing.</param>
/// <param name="Who">Whose it is.</param>
/// <param name="Way">How the person signed in: <c>password</c>, <c>password and code</c>, <c>recovery code</c>, <c>passkey</c>, <c>invitation</c>,
/// <c>provider</c>, and <c>provider, strongly</c> where it had to say how.</param>
/// <param name="Address">From which address.</param>
/// <param name="Agent">With which browser, as it names itself.</param>
/// <param name="BeganAt">When it began.</param>
/// <param name="SeenAt">When the person last did something.</param>
/// <param name="ProvenAt">When the person last proved who it is.</param>
public sealed record Session(
    string Id, Actor Who, string Way, string Address, string Agent, DateTimeOffset BeganAt, DateTimeOffset SeenAt, DateTimeOffset ProvenAt)
{
    // A passkey is two factors by itself: the device, and what opens it.
    private static readonly ImmutableArray<string> _ofTwo = ["password and code", "password and recovery code", "passkey", ProviderSignIn.StrongWay];

    /// <summary>So long without anything done, and it ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>So long after it began, and it ends.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>For so long a proof counts where something is asked that needs a fresh one.</summary>
    public static readonly TimeSpan Proof = TimeSpan.FromMinutes(10);

    /// <summary>Whether a way to sign in takes two factors.</summary>
    /// <param name="way">The way.</param>
    public static bool IsOfTwoFactors(string way) => _ofTwo.Contains(way);

    /// <summary>Whether it is over at an instant.</summary>
    /// <param name="now">The instant.</param>
    public bool IsOver(DateTimeOffset now) => now - SeenAt >= Idle || now - BeganAt >= Longest;

    /// <summary>Whether the person has proven lately who it is.</summary>
    /// <param name="now">The instant.</param>
    public bool IsProven(DateTimeOffset now) => now - ProvenAt < Proof;
}
