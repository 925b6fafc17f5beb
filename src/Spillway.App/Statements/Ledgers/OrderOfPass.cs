using System.Collections.Immutable;
using Spillway.App.Records;

namespace Spillway.App.Statements.Ledgers;

/// <summary>Finds in a control pass which groups an order was the reason of; nearly all passes are told apart without reading them: a month
/// has millions.</summary>
/// <remarks>A quotation mark within a text is escaped, so these bytes are nothing but the fields they name.</remarks>
internal sealed class OrderOfPass
{
    private const int WantedColumns = 5;
    private const int OrderColumn = 4;
    private byte[] _last = [];

    /// <summary>Another interval begins.</summary>
    public void Begin() => _last = [];

    /// <summary>Marks the groups that are wanted as they are because of an order.</summary>
    /// <param name="payload">The record's payload.</param>
    /// <param name="bound">What earlier passes of the interval marked, one place a group.</param>
    /// <returns>The same with this pass. Where an order that no group names was the reason of a command, it is of all.</returns>
    /// <exception cref="Spillway.Engine.RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public ImmutableArray<bool> Mark(ReadOnlyMemory<byte> payload, ImmutableArray<bool> bound)
    {
        var from = payload.Span.IndexOf("\"named\":[\""u8);
        if (from < 0 || !bound.Contains(false))
        {
            return bound;
        }

        // While an order stands, pass after pass wants the same.
        var to = payload.Span[from..].IndexOf("\"answers\":"u8);
        var said = payload.Span[from..(to < 0 ? payload.Length : from + to)];
        if (said.SequenceEqual(_last))
        {
            return bound;
        }

        _last = said.ToArray();
        var (named, orders) = RecordReading.Read(payload, static root =>
            (root.GetProperty("named").GetArrayLength(), Runs.Read(root, "wanted", WantedColumns, 0).Select(row => row[OrderColumn]).ToImmutableArray()));
        var isOfGroups = orders.Length == bound.Length && orders.Where(order => order >= 0).Distinct().Count() == named;
        return [.. bound.Select((already, group) => already || !isOfGroups || orders[group] >= 0)];
    }
}
