using Microsoft.AspNetCore.Components.Server.Circuits;
using Spillway.App.Boards;

namespace Spillway.App.Console.Layout;

/// <summary>Tells the board of consoles that come and go.</summary>
/// <param name="board">The board.</param>
internal sealed class LookersCircuit(DeskBoard board) : CircuitHandler
{
    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        board.Lookers.Came();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        board.Lookers.Left();
        return Task.CompletedTask;
    }
}
