using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Bridges;

/// <summary>A coincident peak in a statement's range, and what having been on or off at it leaves for the charge of the year after. It is in
/// no sum of the statement: nothing of it is owed yet.</summary>
/// <param name="Contract">The charge it will be owed under.</param>
/// <param name="Month">The local month whose peak it is.</param>
/// <param name="Start">When the peak's interval began.</param>
/// <param name="IsOfficial">Whether the market's rules hold the interval; false where it is that of the largest load known so far.</param>
/// <param name="Drawn">What the site drew in it; null where neither the contract nor the meter says so.</param>
/// <param name="AlwaysOn">What a site that is always on draws in it.</param>
/// <param name="ChargeYear">The year the charge falls due in, local.</param>
/// <param name="Rate">Currency per MW and year of that year; null where it is not known yet.</param>
/// <param name="Left">What the year after costs less than always on by this peak alone, over its twelve months; negative where it costs more; null
/// where the demand or the rate is not known.</param>
/// <param name="Because">One sentence with the numbers.</param>
public sealed record NextChargePeak(
    ContractId Contract,
    YearMonth Month,
    Instant Start,
    bool IsOfficial,
    Megawatts? Drawn,
    Megawatts AlwaysOn,
    int ChargeYear,
    Money? Rate,
    Money? Left,
    string Because);
