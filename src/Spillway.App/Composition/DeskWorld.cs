using System.Collections.Immutable;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Composition;

/// <summary>The world that a desk is put into where it is not the real one: an emulated site in the same process.</summary>
/// <param name="Clock">The one clock of prices, machines and orders; time limits of the network stay on the wall's.</param>
/// <param name="Forwarded">Standard ports that the site serves elsewhere, and where.</param>
/// <param name="Begun">Told of the desk before its first pass, when it listens already.</param>
public sealed record DeskWorld(TimeProvider Clock, ImmutableDictionary<int, int> Forwarded, Action<DeskView> Begun)
{
    /// <summary>Whether whoever opens the console is signed in at once: a demonstration on loopback, and nothing else.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Told of every order before the desk is, on the thread of whoever gives it; it must be quick and must not throw.</summary>
    public Action<Order> Asked { get; init; } = static _ => { };

    /// <summary>Told of the board before the desk's first pass.</summary>
    public Action<DeskBoard> Shown { get; init; } = static _ => { };
}
