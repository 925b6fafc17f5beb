using System.Globalization;
using System.Text.Json;
using Spillway.App.Backtests;
using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>Production revenue is what the groups drew times its worth, and what they drew is what was metered.</summary>
/// <remarks>A group with a meter of its own drew what that counted; the others share the rest of the site's. How they share it and
/// what a MWh is worth stands in the bundle as stated.</remarks>
internal sealed class DrawnCheck(KnownParts known) : IPartCheck
{
    // Shares are quotients: their sum may miss the whole by digits that no figure shows.
    private const decimal Tolerance = 0.000_000_000_001m;

    private readonly Dictionary<string, decimal> _metered = [];
    private readonly Dictionary<string, int> _places = [];
    private readonly List<(string Group, decimal Energy, decimal Restart, decimal Revenue)> _groups = [];
    private string _currency = "";

    /// <summary>Whether a line is the site's metered energy of an interval.</summary>
    public static bool IsMetered(in Leaf line) =>
        line.Text("charge") == "energy-real-time" && line.Text("component") == "consumption" && line.Word("item").Length == 0;

    public void Take(in Leaf leaf, FaultList faults)
    {
        switch (leaf.Part)
        {
            case BundlePart.Proof:
                _currency = leaf.Word("currency").ToLowerInvariant();
                break;
            case BundlePart.Line when IsMetered(leaf):
                _metered[leaf.Word("start_utc")] = leaf.Decimal("quantity");
                break;
            case BundlePart.Drawn:
                Count(leaf, faults);
                break;
            case BundlePart.Totals:
                Compare(leaf, faults);
                break;
        }
    }

    public void End(long fileLine, FaultList faults)
    {
    }

    private void Count(in Leaf leaf, FaultList faults)
    {
        var start = leaf.Word("start_utc");
        if (!_metered.Remove(start, out var metered))
        {
            faults.Add(leaf, "no line has the metered energy of its interval, or it stands there twice");
        }

        var (own, shared, isShared) = (0m, 0m, false);
        foreach (var group in leaf.Json.GetProperty("groups").EnumerateArray())
        {
            var name = group.GetProperty("group").GetString()!;
            var (energy, restart) = (Leaf.Decimal(group, "energy_mwh"), Leaf.Decimal(group, "restart_mwh"));
            if (known.Metered.TryGetValue($"{name}@{start}", out var counted))
            {
                own += counted;
                Hold(leaf, faults, counted == energy, $"the group {name} drew {energy}, and its own meter says {counted}");
            }
            else
            {
                (shared, isShared) = (shared + energy, true);
            }

            Hold(leaf, faults, restart >= 0m && restart <= Math.Max(energy, 0m), $"the group {name} drew {energy}, of which {restart} cannot be for restarts");
            Add(name, energy, restart, (energy - restart) * Leaf.Decimal(group, "worth"));
        }

        // Where no group was running nobody is known to have drawn what the site's meter counted.
        var rest = Math.Max(metered - own, 0m);
        Hold(leaf, faults, !isShared || shared == 0m || Math.Abs(shared - rest) <= Tolerance, $"the groups without a meter drew {shared}, and {rest} of the site's energy is left for them");
    }

    private static void Hold(in Leaf leaf, FaultList faults, bool holds, FormattableString otherwise)
    {
        if (!holds)
        {
            faults.Add(leaf, otherwise.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Add(string name, decimal energy, decimal restart, decimal revenue)
    {
        if (_places.TryAdd(name, _groups.Count))
        {
            _groups.Add((name, 0m, 0m, 0m));
        }

        var sums = _groups[_places[name]];
        _groups[_places[name]] = (name, sums.Energy + energy, sums.Restart + restart, sums.Revenue + revenue);
    }

    private void Compare(in Leaf leaf, FaultList faults)
    {
        Hold(leaf, faults, _metered.Count == 0, $"what the groups drew in {_metered.Count} of the settled intervals is not in the bundle");
        var totals = leaf.Json.GetProperty("totals");
        Same(leaf, faults, $"production_revenue_{_currency}", totals, StatedFigure.Cents(_groups.Sum(group => group.Revenue)));
        foreach (var stated in totals.GetProperty("production").EnumerateArray())
        {
            var name = stated.GetProperty("group").GetString()!;
            var sums = _places.TryGetValue(name, out var place) ? _groups[place] : default;
            Same(leaf, faults, "energy_mwh", stated, BacktestJson.Number(sums.Energy), name);
            Same(leaf, faults, "restart_mwh", stated, BacktestJson.Number(sums.Restart), name);
            Same(leaf, faults, $"revenue_{_currency}", stated, StatedFigure.Cents(sums.Revenue), name);
        }
    }

    private static void Same(in Leaf leaf, FaultList faults, string field, JsonElement of, decimal expected, string? group = null) =>
        StatedFigure.Compare(leaf, faults, (group is null ? field : $"{field} of {group}", of.GetProperty(field)), expected, "the energy drawn makes");
}
