using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Sites.Plants;

/// <summary>The site as the control pass sees it: machines numbered from 0, group after group in file order.</summary>
public sealed record Plant
{
    /// <summary>Describes a plant.</summary>
    /// <param name="site">The site.</param>
    /// <param name="groups">One entry a load, in file order, without gaps between their machines.</param>
    /// <param name="feeds">The breakers, in order of their first machine; no machine behind two.</param>
    /// <param name="rules">How it may be moved.</param>
    /// <exception cref="InvalidOperationException">The numbering of groups or feeds does not hold.</exception>
    public Plant(Site site, ImmutableArray<PlantGroup> groups, ImmutableArray<Feed> feeds, ControlRules rules)
    {
        ArgumentNullException.ThrowIfNull(site);
        Site = site;
        Groups = groups;
        Feeds = feeds;
        Rules = rules;
        Invariant.Holds(groups.Length == site.Loads.Length);
        var next = 0;
        for (var index = 0; index < groups.Length; index++)
        {
            Invariant.Holds(groups[index].FirstMachine == next && ReferenceEquals(groups[index].Load, site.Loads[index]));
            Invariant.Holds(groups[index].Abilities.Reaches.Length == site.Loads[index].Modes.Length);
            next = groups[index].EndMachine;
        }

        Machines = next;
        LargestMachine = groups.SelectMany(static group => Enumerable.Range(0, group.Load.Modes.Length).Select(group.Load.PowerPerMachine)).Max();
        GroupOfMachine = OfMachine(groups.Length, index => (groups[index].FirstMachine, groups[index].EndMachine));
        FeedOfMachine = OfMachine(feeds.Length, index => (feeds[index].FirstMachine, feeds[index].EndMachine));
        foreach (var feed in feeds)
        {
            var group = groups[feed.GroupIndex];
            Invariant.Holds(feed.Machines > 0 && feed.FirstMachine >= group.FirstMachine && feed.EndMachine <= group.EndMachine);
        }
    }

    /// <summary>The site.</summary>
    public Site Site { get; }

    /// <summary>The groups, in file order.</summary>
    public ImmutableArray<PlantGroup> Groups { get; }

    /// <summary>The breakers, in order of their first machine.</summary>
    public ImmutableArray<Feed> Feeds { get; }

    /// <summary>How the site may be moved.</summary>
    public ControlRules Rules { get; }

    /// <summary>Whether a meter at the grid connection is read, so that its silence is missed from the desk's first pass on.
    /// Default: no; then it is missed once it was heard.</summary>
    public bool HasMeter { get; init; }

    /// <summary>How many machines there are.</summary>
    public int Machines { get; }

    /// <summary>The most that one machine draws in any mode.</summary>
    public Megawatts LargestMachine { get; }

    /// <summary>The group of each machine.</summary>
    public ImmutableArray<int> GroupOfMachine { get; }

    /// <summary>The feed of each machine; -1 where none can part it from the grid.</summary>
    public ImmutableArray<int> FeedOfMachine { get; }

    private ImmutableArray<int> OfMachine(int count, Func<int, (int First, int End)> range)
    {
        var of = new int[Machines];
        Array.Fill(of, -1);
        for (var index = 0; index < count; index++)
        {
            var (first, end) = range(index);
            Invariant.Holds(first >= 0 && end <= Machines && Array.TrueForAll(of[first..end], static owner => owner < 0));
            Array.Fill(of, index, first, end - first);
        }

        return ImmutableArray.Create(of);
    }
}
