using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>One row of an awards file.</summary>
/// <param name="Start">When it begins, UTC.</param>
/// <param name="Length">How long it holds.</param>
/// <param name="Contract">The clause it belongs to.</param>
/// <param name="Product">What was awarded.</param>
/// <param name="Awarded">Power awarded ahead.</param>
/// <param name="AwardPrice">Its clearing price per MW and hour (ancillary) or per MWh (energy).</param>
/// <param name="RealTimeAwarded">Power carried in real time; null where the regime or the row does not say.</param>
/// <param name="RealTimePrice">Real-time clearing price; null where the regime or the row does not say.</param>
/// <param name="Deployed">Power called for; null where none was.</param>
/// <param name="Source">Index of the file in the statement's list of sources.</param>
/// <param name="Row">The row in that file, counted from 1 with the header.</param>
public sealed record AwardRow(
    Instant Start,
    Duration Length,
    ContractId Contract,
    string Product,
    Megawatts Awarded,
    EnergyPrice AwardPrice,
    Megawatts? RealTimeAwarded,
    EnergyPrice? RealTimePrice,
    Megawatts? Deployed,
    int Source,
    int Row);
