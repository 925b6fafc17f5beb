using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>What a contract's keys are read against.</summary>
/// <param name="Zone">The site's time zone.</param>
/// <param name="Currency">The site's currency.</param>
/// <param name="Market">What the site's market says about contracts; its rules are read where a contract stands on them.</param>
/// <param name="Import">The import limit.</param>
/// <param name="Loads">The load groups.</param>
/// <param name="Beside">Where a file lies that the site file names, and notes that it was named.</param>
internal sealed record ContractSetting(
    DateTimeZone Zone, string Currency, Lazy<ContractMarket> Market, Megawatts Import, ImmutableArray<LoadGroup> Loads, Func<string, string> Beside);
