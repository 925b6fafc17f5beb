using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;

namespace Spillway.Engine.Commands.Control;

/// <summary>Which machines of a group go: what is already where it is wanted stays. First to stop are those that do not
/// produce yet, then those that may stop, the last started first, those that nobody has heard yet last; first to start are those longest asleep.</summary>
internal sealed class MachineChoice(Census census)
{
    private readonly bool[] _stopping = new bool[census.Plant.Machines];
    private readonly bool[] _starting = new bool[census.Plant.Machines];
    private readonly bool[] _changing = new bool[census.Plant.Machines];

    public bool IsStopping(int machine) => _stopping[machine];

    /// <summary>Whether a machine is told something in this pass already: what it was told before does not count any more.</summary>
    public bool IsMoving(int machine) => _stopping[machine] || _starting[machine] || _changing[machine];

    /// <summary>Notes a running machine as going over to another mode.</summary>
    public void Change(int machine) => _changing[machine] = true;

    /// <summary>Those that run or were told to, in the order in which they go.</summary>
    public int[] StopOrder(int group)
    {
        var load = census.Plant.Groups[group].Load;
        var minimum = Duration.FromTicks((double)(load.MinimumUpTime.Value * NodaConstants.TicksPerMinute));
        var candidates = new List<Candidate>(census.Group(group).ReadyOn);
        foreach (var number in Ready(group, isOn: true))
        {
            ref readonly var machine = ref census.State.Machines.ItemRef(number);
            var rank = !machine.IsHeard ? 3 : machine.Condition != MachineCondition.Running ? 0 : census.State.Now - machine.Since >= minimum ? 1 : 2;
            candidates.Add(new(rank, -machine.Since.ToUnixTimeTicks(), -number));
        }

        candidates.Sort();
        var order = new int[candidates.Count];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = -candidates[index].Tie;
        }

        return order;
    }

    /// <summary>Notes the first ones of <see cref="StopOrder"/> as going; where all of them go, they go by their numbers.</summary>
    public int[] Stop(int group, ReadOnlySpan<int> first)
    {
        var chosen = first.ToArray();
        if (chosen.Length == census.Group(group).ReadyOn)
        {
            Array.Sort(chosen);
        }

        foreach (var machine in chosen)
        {
            _stopping[machine] = true;
        }

        return chosen;
    }

    /// <summary>Some of those that sleep or were told to, and whose turn it is.</summary>
    public IEnumerable<int> ToStart(int group, int count, Func<int, bool> mayStart)
    {
        if (count <= 0)
        {
            return [];
        }

        var candidates = new List<Candidate>(census.Group(group).ReadyOff);
        foreach (var number in Ready(group, isOn: false))
        {
            if (IsItsTurn(number))
            {
                candidates.Add(new(0, census.State.Machines[number].Since.ToUnixTimeTicks(), number));
            }
        }

        return TakeWhere(candidates, count, mayStart);
    }

    /// <summary>After an order has ended each machine waits a time of its own, so that they do not come back at one stroke.</summary>
    public bool IsItsTurn(int number)
    {
        var jitter = census.Plant.Rules.Restore.Jitter;
        if (census.State.ReleasedAt is not { } released || jitter == Duration.Zero)
        {
            return true;
        }

        var scattered = Scatter(number, released) * jitter.ToInt64Nanoseconds();
        return census.State.Now - released >= Duration.FromNanoseconds((long)scattered);
    }

    // A number from 0 to below 1, the same for the same machine and release on every computer.
    private static double Scatter(int number, Instant released)
    {
        var mixed = unchecked(((ulong)number + 1) * 0x9E3779B97F4A7C15UL ^ (ulong)released.ToUnixTimeTicks());
        mixed = unchecked((mixed ^ (mixed >> 31)) * 0xBF58476D1CE4E5B9UL);
        mixed ^= mixed >> 29;
        return (mixed >> 11) / (double)(1UL << 53);
    }

    private IEnumerable<int> Ready(int group, bool isOn)
    {
        var plant = census.Plant.Groups[group];
        for (var number = plant.FirstMachine; number < plant.EndMachine; number++)
        {
            var isAimOn = census.State.Machines[number].Aim(plant.Load.NormalModeIndex) != LoadGroup.OffIndex;
            if (census.StandingOf(number) == Standing.Ready && isAimOn == isOn)
            {
                yield return number;
            }
        }
    }

    private IEnumerable<int> TakeWhere(List<Candidate> candidates, int count, Func<int, bool> mayStart)
    {
        candidates.Sort();
        var left = count;
        foreach (var candidate in candidates)
        {
            if (left == 0)
            {
                yield break;
            }

            if (mayStart(candidate.Tie))
            {
                left--;
                _starting[candidate.Tie] = true;
                yield return candidate.Tie;
            }
        }
    }

    private readonly record struct Candidate(int Rank, long Order, int Tie) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other)
        {
            var byRank = Rank.CompareTo(other.Rank);
            var byOrder = byRank != 0 ? byRank : Order.CompareTo(other.Order);
            return byOrder != 0 ? byOrder : Tie.CompareTo(other.Tie);
        }
    }
}
