using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>Values metered energy: the site's meter is shared among the groups that have no meter of their own.</summary>
public sealed class Production
{
    private readonly SettlementInput _input;
    private readonly StatementTerms _terms;
    private readonly ImmutableArray<MeterReading?>[] _meters;
    private readonly decimal[] _nameplate;
    private readonly decimal[] _energy;
    private readonly decimal[] _restart;
    private readonly decimal[] _revenue;
    private readonly EnergyGrade[] _grades;
    private readonly decimal[] _shares;
    private readonly decimal[] _lost;
    private int _recorded;

    private Production(SettlementInput input, StatementTerms terms)
    {
        var count = terms.Site.Loads.Length;
        (_input, _terms) = (input, terms);
        _meters = [.. terms.Site.Loads.Select(group => input.SubMeters.GetValueOrDefault(group.Id.Text))];
        _nameplate = [.. terms.Site.Loads.Select(group => group.Power(group.NormalModeIndex, group.Machines).Value)];
        (_energy, _restart, _revenue, _shares) = (new decimal[count], new decimal[count], new decimal[count], new decimal[count]);
        _grades = new EnergyGrade[count];
        _lost = new decimal[count];
    }

    /// <summary>Sums what the settled intervals produced.</summary>
    /// <param name="input">What was metered.</param>
    /// <param name="terms">The groups and what their energy is worth.</param>
    /// <returns>One entry a group, in file order, and in how many of the settled intervals a record knew the restarts.</returns>
    internal static (ImmutableArray<GroupProduction> Groups, int Recorded) Of(SettlementInput input, StatementTerms terms)
    {
        var production = new Production(input, terms);
        foreach (var _ in production.Take())
        {
            // Each is added up as it is taken.
        }

        return (production.Groups(), production._recorded);
    }

    /// <summary>What each group drew, interval by interval.</summary>
    /// <param name="input">What was metered.</param>
    /// <param name="terms">The groups.</param>
    /// <returns>The settled intervals, ascending.</returns>
    public static IEnumerable<DrawnInterval> Each(SettlementInput input, StatementTerms terms)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(terms);
        var production = new Production(input, terms);
        return production.Take().Select(interval => new DrawnInterval(interval, production.Drawn(interval.Slot.Start)));
    }

    private ImmutableArray<DrawnEnergy> Drawn(Instant start) =>
    [
        .. _terms.Site.Loads.Select((group, index) => new DrawnEnergy(group.Id, new(_shares[index]), new(_lost[index]), new(Value(index, start)))),
    ];

    private IEnumerable<MeteredInterval> Take()
    {
        for (var index = 0; index < _input.Intervals.Length; index++)
        {
            if (_input.Intervals[index] is { IsSettled: true, Reading: { } reading } interval)
            {
                Take(index, interval.Slot.Start, reading.Energy.Value);
                yield return interval;
            }
        }
    }

    private ImmutableArray<GroupProduction> Groups() =>
    [
        .. _terms.Site.Loads.Select((group, index) => new GroupProduction(
            group.Id, new(_energy[index]), new(_restart[index]), new(_revenue[index]), _grades[index])),
    ];

    private void Take(int index, Instant start, decimal site)
    {
        var known = _terms.Known?.At(start);
        _recorded += known is null ? 0 : 1;
        Share(index, site, known);
        for (var group = 0; group < _shares.Length; group++)
        {
            var restart = known is { } runs && runs[group].Planned > MegawattHours.Zero
                ? _shares[group] * Math.Min(1m, runs[group].Restart.Value / runs[group].Planned.Value)
                : 0m;
            _lost[group] = restart;
            _energy[group] += _shares[group];
            _restart[group] += restart;
            _revenue[group] += (_shares[group] - restart) * Value(group, start);
        }
    }

    // What has a meter of its own counts as metered; the rest of the site's energy is shared among the others.
    private void Share(int index, decimal site, ImmutableArray<KnownGroupRun>? known)
    {
        var (rest, weights, unmetered) = (site, 0m, 0);
        for (var group = 0; group < _shares.Length; group++)
        {
            if (Own(group, index) is { } own)
            {
                _shares[group] = own;
                rest -= own;
            }
            else
            {
                weights += Weight(group, known);
                unmetered++;
            }
        }

        rest = Math.Max(rest, 0m);
        for (var group = 0; group < _shares.Length; group++)
        {
            if (Own(group, index) is not null)
            {
                continue;
            }

            var isOnly = unmetered == 1 && _shares.Length == 1;
            _shares[group] = isOnly ? rest : weights == 0m ? 0m : rest * Weight(group, known) / weights;
            var grade = isOnly ? EnergyGrade.Metered : known is null ? EnergyGrade.Nameplate : EnergyGrade.Recorded;
            _grades[group] = grade > _grades[group] ? grade : _grades[group];
        }
    }

    private decimal? Own(int group, int index) =>
        !_meters[group].IsDefault && _meters[group][index] is { Quality: not ReadingQuality.Missing } reading ? reading.Energy.Value : null;

    private decimal Weight(int group, ImmutableArray<KnownGroupRun>? known) =>
        known is { } runs ? runs[group].Planned.Value : _nameplate[group];

    private decimal Value(int group, Instant start) =>
        GroupWorth.Of(_terms.Site, _terms.Site.Loads[group], start, _terms.Hashprices?.At(start)).Value;
}
