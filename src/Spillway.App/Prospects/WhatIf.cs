using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Units;

namespace Spillway.App.Prospects;

/// <summary>What would be at another price or hash price. A reckoning; nothing is ordered.</summary>
/// <param name="Now">As the site is wanted now, at the price and hash price known now; null where no price is known.</param>
/// <param name="Unchanged">As it is wanted now, at the supposed price and hash price.</param>
/// <param name="Would">As the demand curve says at the supposed price and hash price.</param>
public sealed record WhatIf(SiteRunning? Now, SiteRunning Unchanged, SiteRunning Would)
{
    /// <summary>What an hour earns more when the site follows the curve than when it stays as it is.</summary>
    public Money Gain => Would.Net - Unchanged.Net;

    /// <summary>Reckons it.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="state">Its state.</param>
    /// <param name="price">The supposed price.</param>
    /// <param name="hashprice">The supposed hash price; unused where no load needs one.</param>
    public static WhatIf Of(DeskView desk, ControlState state, EnergyPrice price, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(state);
        var site = desk.Site.Site;
        return new(
            desk.Price().Price is { } known ? SiteRunning.OfWanted(site, state.Wanted, known, desk.Hashprice) : null,
            SiteRunning.OfWanted(site, state.Wanted, price, hashprice),
            SiteRunning.OfCurve(site, price, hashprice));
    }
}
