using Spillway.Engine;

namespace Spillway.Markets.Metering;

/// <summary>What is refused of meter files.</summary>
public static class MeterFileErrors
{
    /// <summary>The header is not a meter file's.</summary>
    public static readonly ErrorCode NotAMeterFile = new(
        "SW2301", "Not a meter file", "Give a CSV with the header interval_start_utc,meter,energy_mwh,quality and a row for each meter and interval.");

    /// <summary>A quality that is not known.</summary>
    public static readonly ErrorCode UnknownQuality = new(
        "SW2302", "Unknown quality of a reading", "Write actual, estimated or missing.");

    /// <summary>A reading without a figure that does not say it is missing.</summary>
    public static readonly ErrorCode NoEnergy = new(
        "SW2303", "A reading without energy", "Give the energy in MWh, or the quality missing: the interval then stays open.");

    /// <summary>Energy below zero: a meter that ran backwards or was reset.</summary>
    public static readonly ErrorCode Backwards = new(
        "SW2304", "A meter ran backwards", "Give the energy drawn in the interval; where the meter was reset or its wiring turned, correct the reading or give it the quality missing.");

    /// <summary>More energy than the site can draw: a register instead of a difference, or another unit.</summary>
    public static readonly ErrorCode Implausible = new(
        "SW2305", "More energy than the site can draw", "Give the energy of the interval alone, in MWh: not a register's count, not kWh; after a meter's reset give the quality missing.");

    /// <summary>Two readings of one meter and interval differ.</summary>
    public static readonly ErrorCode ReadingsDisagree = new(
        "SW2306", "Two readings of one interval disagree", "Keep the one that holds: a corrected file is given in place of the old one.");

    /// <summary>A reading that starts between two settlement intervals.</summary>
    public static readonly ErrorCode OffGrid = new(
        "SW2307", "A reading does not start on the settlement grid", "Give one reading for each settlement interval, from its start, in UTC.");

    /// <summary>Readings of another interval length than the prices.</summary>
    public static readonly ErrorCode OtherInterval = new(
        "SW2308", "Readings of another interval length", "Give one reading for each settlement interval; where a meter was silent in between, give rows of the quality missing.");

    /// <summary>Nothing tells which meter measures the site.</summary>
    public static readonly ErrorCode NoSiteMeter = new(
        "SW2309", "No meter of the whole site", "Name the meter under 'meters' in the site file with role: site, or give files that hold its readings.");
}
