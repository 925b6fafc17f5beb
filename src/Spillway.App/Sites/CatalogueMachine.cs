using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>A machine as the catalogue lists it, in its normal mode and on the maker's firmware.</summary>
/// <param name="Id">What a site file writes after <c>model:</c>.</param>
/// <param name="Maker">Who makes it.</param>
/// <param name="Name">What the maker calls it.</param>
/// <param name="Cooling">Air, hydro or immersion; the site's overhead ratio depends on it.</param>
/// <param name="HashRate">Per machine.</param>
/// <param name="Power">Per machine, at the wall, the site's overhead not included.</param>
/// <param name="Certainty">How far the two figures can be trusted.</param>
/// <param name="Source">Where they were read.</param>
public sealed record CatalogueMachine(
    string Id,
    string Maker,
    string Name,
    string Cooling,
    TerahashesPerSecond HashRate,
    Watts Power,
    Certainty Certainty,
    string Source)
{
    /// <summary>Energy a hash takes: watts over TH/s. Unit: J/TH; lower is better.</summary>
    public decimal JoulesPerTerahash => Power.Value / HashRate.Value;
}
