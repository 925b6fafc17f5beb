using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Markets.Bills;

/// <summary>What the columns, codes and numbers of one sender's bills mean.</summary>
/// <param name="Form">How the file is written.</param>
/// <param name="Sheet">The sheet of a workbook; null for the first.</param>
/// <param name="HeaderRow">The row of the header, from 1.</param>
/// <param name="Separator">What parts the columns of a text.</param>
/// <param name="DecimalMark">What parts whole from fraction: a point or a comma.</param>
/// <param name="Columns">Where the time and the code stand.</param>
/// <param name="TimePattern">How a local time or day is written, as NodaTime spells patterns; null for instants in UTC (ISO).</param>
/// <param name="IsTimeOfEnd">Whether the time is the interval's end.</param>
/// <param name="Interval">The length of an interval.</param>
/// <param name="Zone">The zone of local times.</param>
/// <param name="UnitsPerMegawattHour">1 for MWh, 1,000 for kWh: quantities are divided and prices multiplied by it.</param>
/// <param name="IsSitePaysPositive">Whether a positive amount is paid by the site.</param>
/// <param name="Codes">The charges.</param>
/// <param name="Ignored">Codes that are set aside on purpose.</param>
public sealed record BillMapping(
    BillForm Form,
    string? Sheet,
    int HeaderRow,
    char Separator,
    char DecimalMark,
    BillColumns Columns,
    string? TimePattern,
    bool IsTimeOfEnd,
    Duration Interval,
    DateTimeZone Zone,
    decimal UnitsPerMegawattHour,
    bool IsSitePaysPositive,
    ImmutableArray<BillCode> Codes,
    ImmutableArray<string> Ignored);
