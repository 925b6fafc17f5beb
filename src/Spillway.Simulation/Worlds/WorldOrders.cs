using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Simulation.Worlds;

/// <summary>Orders drawn at random: about one an hour of every kind that a desk takes, each with its end in time.</summary>
internal static class WorldOrders
{
    private const string Source = "world";
    private const double EveryHours = 0.75;

    public static ImmutableArray<(Instant At, Order Order)> Of(WorldChance chance, Plant plant, Instant start, Duration length)
    {
        var orders = new List<(Instant At, Order Order)>();
        var count = (int)Math.Ceiling(length.TotalHours / EveryHours);
        for (var number = 1; number <= count; number++)
        {
            var at = start + (length * (0.95 * chance.Unit()));
            var until = Instant.Min(at + Duration.FromMinutes(chance.Whole(5, 60)), start + length);
            orders.Add((at, Draw(chance, plant, number, until)));
            if (chance.Happens(0.2))
            {
                // Level-triggered: the same order may come twice, and may be withdrawn before its end.
                orders.Add((at + Duration.FromSeconds(chance.Whole(1, 30)), orders[^1].Order));
            }

            if (chance.Happens(0.3))
            {
                var release = Bare($"release-{number}", OrderKind.Release, OrderRank.OperatorHold) with { Target = orders[^1].Order.Id };
                orders.Add((at + Duration.FromMinutes(chance.Whole(2, 20)), release));
            }
        }

        return [.. orders.Where(order => order.At < start + length).OrderBy(order => order.At)];
    }

    // One order in five leaves up to half an hour: time enough for lower modes.
    private static Duration Within(int drawn) => Duration.FromSeconds(drawn <= 240 ? drawn : drawn * 6);

    private static Order Draw(WorldChance chance, Plant plant, int number, Instant until)
    {
        var share = new Megawatts(decimal.Round(plant.Site.Limits.Import.Value * chance.Whole(0, 90) / 100m, 6));
        Duration? within = chance.Happens(0.8) ? Within(chance.Whole(5, 300)) : null;
        var id = string.Create(CultureInfo.InvariantCulture, $"order-{number}");
        var group = plant.Groups[chance.Whole(0, plant.Groups.Length - 1)].Load.Id;
        var feed = plant.Feeds[chance.Whole(0, plant.Feeds.Length - 1)].Id;
        var order = chance.Whole(0, 11) switch
        {
            0 or 1 or 2 => Bare(id, OrderKind.Ceiling, OrderRank.Protection) with { Power = share, Within = within },
            3 => Bare(id, OrderKind.Ceiling, OrderRank.OperatorHold) with { Power = share, Within = within },
            4 or 5 => Bare(id, OrderKind.Reduction, OrderRank.Obligation) with { Power = share, Within = within },
            6 or 7 => Bare(id, OrderKind.Floor, OrderRank.Obligation) with { Power = share },
            8 => Bare(id, OrderKind.HoldOn, OrderRank.OperatorHold) with { Group = group },
            9 => Bare(id, OrderKind.HoldOff, OrderRank.OperatorHold) with { Group = group },
            10 => Bare(id, OrderKind.LockOut, OrderRank.OperatorHold) with { Feed = feed },
            _ => Bare(id, OrderKind.Stop, OrderRank.EmergencyStop) with { Within = within },
        };
        return order with { Until = until };
    }

    private static Order Bare(string id, OrderKind kind, OrderRank rank) =>
        new(new(id), kind, rank, null, null, null, null, null, null, "drawn", Source);
}
