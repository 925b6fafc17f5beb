using Spillway.Engine;

namespace Spillway.Markets.Files;

/// <summary>What is refused of a market file.</summary>
public static class MarketFileErrors
{
    /// <summary>The file cannot be opened or read.</summary>
    public static readonly ErrorCode Unreadable =
        new("SW2001", "The file cannot be read", "Check that it exists and that you may read it.");

    /// <summary>The content is none of the known forms.</summary>
    public static readonly ErrorCode UnknownForm =
        new("SW2002", "The content is not recognised", "docs/reference/market-files.md lists the forms that are; a tidy CSV with interval_start_utc is always one of them.");

    /// <summary>A compressed file ends before its end.</summary>
    public static readonly ErrorCode Truncated =
        new("SW2003", "The compressed file is cut short or damaged", "Fetch it again: nothing of it was taken.");

    /// <summary>The file unpacks to more than is accepted.</summary>
    public static readonly ErrorCode TooLarge =
        new("SW2004", "The file unpacks to more than is accepted", "At most 256 MiB unpacked, 1,000 members and 200 times the packed size are accepted; split the file.");

    /// <summary>Two rows of one file give one interval different values.</summary>
    public static readonly ErrorCode RowsDisagree =
        new("SW2005", "Rows of one file disagree", "Remove one of the two rows, or put them into two files: the later file then stands.");

    /// <summary>A number cannot be read.</summary>
    public static readonly ErrorCode NotANumber =
        new("SW2006", "Not a number", "Write plain numbers such as -12.34, without thousand separators, units or words; leave a missing value blank.");

    /// <summary>A time cannot be read.</summary>
    public static readonly ErrorCode NotATime =
        new("SW2007", "Not a time", "Write interval starts in UTC as 2023-01-01T06:00:00Z, or as the market's own files do.");

    /// <summary>The rows are not all of one interval length.</summary>
    public static readonly ErrorCode MixedIntervals =
        new("SW2008", "Mixed interval lengths", "Put each interval length into a file of its own.");

    /// <summary>A start lies between two instants of the grid.</summary>
    public static readonly ErrorCode OffGrid =
        new("SW2009", "An interval does not start on the grid", "Starts must be whole multiples of the interval length.");

    /// <summary>A local hour does not exist on that day, or its repeat is labelled wrongly.</summary>
    public static readonly ErrorCode WrongLocalHour =
        new("SW2010", "A local hour is labelled wrongly", "A spring day has no hour ending 03:00; only the hour ending 02:00 of an autumn day stands twice, first N and then Y.");

    /// <summary>A settlement point type is not known.</summary>
    public static readonly ErrorCode UnknownPointType =
        new("SW2011", "Unknown settlement point type", "Known types are LZ, LZEW, LZ_DC, LZ_DCEW, HU, SH, AH, RN and their names in words.");

    /// <summary>The file has a header and no figures.</summary>
    public static readonly ErrorCode Empty =
        new("SW2012", "The file holds no figures", "Check that the download was complete.");

    /// <summary>A row has too few or too many columns.</summary>
    public static readonly ErrorCode WrongColumns =
        new("SW2013", "A row does not have the header's columns", "Every row must have as many cells as the header; a thousand separator makes two cells of one number.");

    /// <summary>The text is not UTF-8.</summary>
    public static readonly ErrorCode NotUtf8 =
        new("SW2014", "The text is not UTF-8", "Save the file as UTF-8.");

    /// <summary>An archive lies in an archive.</summary>
    public static readonly ErrorCode Nested =
        new("SW2015", "An archive in an archive", "Unpack the outer one and give what lies in it.");

    /// <summary>A name of a series cannot be one.</summary>
    public static readonly ErrorCode WrongName =
        new("SW2016", "Not a name of a series", "A settlement point, area, fuel or service has a name of at most 80 letters, digits, blanks and _ - . / ( ) & + #.");

    /// <summary>The length of the intervals is one that no market uses.</summary>
    public static readonly ErrorCode OddInterval =
        new("SW2017", "An unknown interval length", "Known lengths are whole minutes that divide an hour, whole hours that divide a day, and a day.");

    /// <summary>A JSON document is not as its form has it.</summary>
    public static readonly ErrorCode WrongJson =
        new("SW2018", "JSON of another shape", "Give the document as the market published it; docs/reference/market-files.md shows what is read of it.");

    /// <summary>A column has a type that its figures cannot have.</summary>
    public static readonly ErrorCode WrongColumnType =
        new("SW2019", "A column of another type", "Starts are timestamps or texts, prices numbers or texts, names texts.");

    /// <summary>A figure that cannot be negative is.</summary>
    public static readonly ErrorCode BelowZero =
        new("SW2020", "A figure below zero", "A hash price cannot be negative: correct the figure or leave it blank.");
}
