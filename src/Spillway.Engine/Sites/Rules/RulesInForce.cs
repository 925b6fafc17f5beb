using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>A market's rules over a stretch of time in which none of them changes.</summary>
/// <param name="Version">The file and the regime, for a statement line to name.</param>
/// <param name="From">Where the stretch begins; the beginning of time where nothing before it is stated.</param>
/// <param name="To">Where the next one begins; the end of time for the last.</param>
/// <param name="Items">What holds.</param>
public sealed record RulesInForce(RuleVersion Version, Instant From, Instant To, RuleItems Items)
{
    /// <summary>The regime.</summary>
    /// <exception cref="RefusedException">None is in force.</exception>
    public Regime Regime() => Items.Regime ?? throw Nothing("regimes", "a regime");

    /// <summary>How long an interval is.</summary>
    /// <param name="kind">Which kind of interval.</param>
    /// <returns>Its length.</returns>
    /// <exception cref="RefusedException">The market has none in force, or its length is not known.</exception>
    public Duration Interval(IntervalKind kind) =>
        (Items.Intervals.FirstOrDefault(one => one.Kind == kind) ?? throw Nothing("intervals", $"an interval of kind {kind}")).Length.Required();

    /// <summary>How long an interval is, where the file states it.</summary>
    /// <param name="kind">Which kind of interval.</param>
    /// <returns>Its length; null where none is in force or its length is not known.</returns>
    public Duration? StatedInterval(IntervalKind kind) =>
        Items.Intervals.FirstOrDefault(one => one.Kind == kind) is { Length.IsKnown: true } found ? found.Length.Known : null;

    /// <summary>A limit on prices or offers.</summary>
    /// <param name="kind">Which.</param>
    /// <returns>The limit; null where the market has no such limit in force.</returns>
    /// <exception cref="RefusedException">The market has it, and its value is not known.</exception>
    public EnergyPrice? Limit(PriceLimitKind kind) =>
        Items.Limits.FirstOrDefault(one => one.Kind == kind)?.Value.Required();

    /// <summary>The settlement price of an interval from its terms, not below the floor in force.</summary>
    /// <param name="terms">Each term's price, under the market's own name.</param>
    /// <returns>The price.</returns>
    /// <exception cref="RefusedException">The terms are not those of the regime.</exception>
    public EnergyPrice Price(IReadOnlyDictionary<string, EnergyPrice> terms) => Regime().Price(terms, Limit(PriceLimitKind.PriceFloor));

    /// <summary>The type of the price that settles something where a site names a bare zone, point or area.</summary>
    /// <param name="use">What is settled.</param>
    /// <returns>The first type that settles it, in file order.</returns>
    /// <exception cref="RefusedException">None does.</exception>
    public SettlementPointType PointType(SettlementUse use) =>
        (Items.Points.FirstOrDefault(point => point.Settles.Contains(use)) ?? throw Nothing("settlement_points", $"a point that settles {use}")).Type;

    /// <summary>The two prices under a zone's name, where metered load is settled at one and positions at the other.</summary>
    /// <returns>The first types that settle each, in file order; null where one price settles both, or the file names none.</returns>
    public ZonePair? Pair() => ZoneType(SettlementUse.Physical) is { } physical && ZoneType(SettlementUse.Financial) is { } financial && physical != financial
        ? new(physical, financial)
        : null;

    /// <summary>An ancillary product.</summary>
    /// <param name="id">Such as <c>ecrs</c>.</param>
    /// <returns>The product.</returns>
    /// <exception cref="RefusedException">The market does not buy it then.</exception>
    public AncillaryProduct Ancillary(string id) =>
        Items.Ancillary.FirstOrDefault(product => product.Id == id) ?? throw Nothing("ancillary", $"the product '{id}'");

    /// <summary>A gate.</summary>
    /// <param name="kind">Which.</param>
    /// <returns>The gate; null where the file has none of that kind in force.</returns>
    public MarketGate? Gate(GateKind kind) => Items.Gates.FirstOrDefault(gate => gate.Kind == kind);

    /// <summary>A figure that fits no other rule.</summary>
    /// <param name="id">Its name.</param>
    /// <returns>The figure, which may not be known.</returns>
    /// <exception cref="RefusedException">The file has none of that name in force.</exception>
    public RuleParameter Parameter(string id) =>
        Items.Parameters.FirstOrDefault(one => one.Id == id) ?? throw Nothing("parameters", $"'{id}'");

    private SettlementPointType? ZoneType(SettlementUse use) =>
        Items.Points.FirstOrDefault(point => ZonePair.Has(point.Type) && point.Settles.Contains(use))?.Type;

    private RefusedException Nothing(string section, string what) =>
        new(RuleErrors.NotInForce, $"{Version.Market}: {Version.File} has no {what} under '{section}' in force from {Shown(From)} to {Shown(To)}.");

    private static string Shown(Instant at) =>
        at == Instant.MinValue ? "the beginning" : at == Instant.MaxValue ? "further notice" : at.ToString();
}
