using System.Collections.Immutable;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Engine.Commands.Control;

/// <summary>What is under maintenance: left exactly as it is, whatever is ordered.</summary>
internal sealed class LockOuts
{
    private readonly Plant _plant;
    private readonly bool[] _groups;
    private readonly bool[] _feeds;

    public LockOuts(Plant plant, ImmutableArray<ActiveOrder> orders)
    {
        _plant = plant;
        _groups = new bool[plant.Groups.Length];
        _feeds = new bool[plant.Feeds.Length];
        foreach (var active in orders)
        {
            if (active.Order.Kind == OrderKind.LockOut)
            {
                Mark(active.Order);
            }
        }
    }

    public bool HasGroup(int group) => _groups[group];

    public bool HasFeed(int feed) => _feeds[feed] || _groups[_plant.Feeds[feed].GroupIndex];

    private void Mark(Order order)
    {
        for (var index = 0; index < _groups.Length; index++)
        {
            _groups[index] |= _plant.Groups[index].Load.Id == order.Group;
        }

        for (var index = 0; index < _feeds.Length; index++)
        {
            _feeds[index] |= _plant.Feeds[index].Id == order.Feed;
        }
    }
}
