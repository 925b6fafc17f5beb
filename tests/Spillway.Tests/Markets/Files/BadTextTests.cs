using System.Text;
using Shouldly;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Xunit;

namespace Spillway.Tests.Markets.Files;

/// <summary>Texts that are refused: the message names file, line, value and what to do.</summary>
public sealed class BadTextTests
{
    private const string Head = "interval_start_utc,LZ_WEST,HB_NORTH\n2023-01-01T06:00:00Z,1,2\n";
    private const string Hour = "Delivery Date,Hour Ending,Repeated Hour Flag,Settlement Point,Settlement Point Price\n";

    public static TheoryData<string, string, string, string[]> Refusals => new()
    {
        { "an empty file", "", "SW2012", ["is empty"] },
        { "a header only", "interval_start_utc,LZ_WEST\n", "SW2012", ["a header and no figures"] },
        { "blanks only", "interval_start_utc,LZ_WEST\n2023-01-01T06:00:00Z,\n", "SW2012", ["a header and no figures"] },
        { "text in a number", Head + "2023-01-01T06:15:00Z,1,cheap\n", "SW2006", ["line 3, column 3", "'cheap'", "HB_NORTH"] },
        { "NaN", Head + "2023-01-01T06:15:00Z,NaN,1\n", "SW2006", ["line 3, column 2", "'NaN'"] },
        { "Infinity", Head + "2023-01-01T06:15:00Z,Infinity,1\n", "SW2006", ["line 3, column 2", "'Infinity'"] },
        { "an overflow", Head + "2023-01-01T06:15:00Z,1e400,1\n", "SW2006", ["line 3, column 2", "'1e400'"] },
        { "a unit", Head + "2023-01-01T06:15:00Z,21 USD,1\n", "SW2006", ["line 3, column 2", "'21 USD'"] },
        { "blanks as thousand separators", Head + "2023-01-01T06:15:00Z,5 000,1\n", "SW2006", ["'5 000'", "thousand separators"] },
        { "commas as thousand separators", Head + "2023-01-01T06:15:00Z,\"5,000.00\",1\n", "SW2013", ["line 3", "this row 4", "thousand separators"] },
        { "an apostrophe as thousand separator", Head + "2023-01-01T06:15:00Z,5'000,1\n", "SW2006", ["'5'000'"] },
        { "a short row", Head + "2023-01-01T06:15:00Z,1\n", "SW2013", ["line 3", "the header has 3 columns and this row 2"] },
        { "a long row", Head + "2023-01-01T06:15:00Z,1,2,3\n", "SW2013", ["line 3", "this row 4"] },
        { "a column twice", "interval_start_utc,LZ_WEST,LZ_WEST\n", "SW2013", ["line 1, column 3", "'LZ_WEST'"] },
        { "a nameless column", "interval_start_utc,LZ_WEST,\n", "SW2013", ["line 1, column 3"] },
        { "no instant", Head + "01/01/2023 06:15,1,2\n", "SW2007", ["line 3, column 1", "'01/01/2023 06:15'"] },
        { "the 30th of February", Head + "2023-02-30T06:15:00Z,1,2\n", "SW2007", ["'2023-02-30T06:15:00Z'"] },
        { "a slip in the year", Head + "0203-01-01T06:15:00Z,1,2\n", "SW2007", ["0203-01-01T06:15:00Z", "1990 to 2099"] },
        { "mixed intervals", Mixed(), "SW2008", ["15 minutes", "60 minutes", "2023-01-01T08:30:00Z"] },
        { "an odd interval", "interval_start_utc,A\n2023-01-01T06:00:00Z,1\n2023-01-01T06:07:00Z,1\n", "SW2017", ["7 minutes"] },
        { "off the grid", "interval_start_utc,A\n2023-01-01T06:05:00Z,1\n2023-01-01T06:20:00Z,1\n", "SW2009", ["2023-01-01T06:05:00Z", "15 minutes"] },
        { "rows that disagree", Head + "2023-01-01T06:00:00Z,1,3\n", "SW2005", ["line 3", "HB_NORTH", "2023-01-01T06:00:00Z is 3", "line 2 says 2"] },
        { "an unknown type", Built.TidyTyped.Replace("LZEW", "LZX", StringComparison.Ordinal), "SW2011", ["line 3, column 4", "'LZX'"] },
        { "a long file without a name", "interval_start_utc,settlement_point,price\n2023-01-01T06:00:00Z,,1\n", "SW2016", ["line 2, column 2"] },
        { "a spring hour that is not there", Hour + "03/09/2025,03:00,N,HB_NORTH,20\n", "SW2010", ["line 2, column 2", "2025-03-09 02:00", "skipped"] },
        { "a repeat of an hour that has none", Hour + "03/09/2025,02:00,Y,HB_NORTH,20\n", "SW2010", ["2025-03-09 01:00", "repeated"] },
        { "a repeat of the wrong autumn hour", Hour + "11/02/2025,03:00,Y,HB_NORTH,20\n", "SW2010", ["2025-11-02 02:00", "repeated"] },
        { "an autumn hour twice without a flag", Hour + "11/02/2025,02:00,N,HB_NORTH,20\n11/02/2025,02:00,N,HB_NORTH,21\n", "SW2005", ["line 3", "2025-11-02T06:00:00Z"] },
        { "an hour 25", Hour + "11/02/2025,25:00,N,HB_NORTH,20\n", "SW2007", ["'25:00'", "01:00 to 24:00"] },
        { "a flag that is none", Hour + "11/02/2025,02:00,X,HB_NORTH,20\n", "SW2010", ["'X'", "neither Y nor N"] },
        { "an interval 5", Built.RealTimeCsv.Replace(",1,2,N", ",1,5,N", StringComparison.Ordinal), "SW2007", ["line 3, column 3", "5"] },
        { "a short row of ERCOT's", Hour + "11/02/2025,02:00,N,HB_NORTH\n", "SW2013", ["line 2", "the header has 5 columns and this row 4"] },
        { "a column of ERCOT's twice", "Delivery Date,Hour Ending,Repeated Hour Flag,REGDN,REGUP,REGUP ,RRS\n", "SW2013", ["'REGUP'"] },
        { "a hash price below zero", "date_utc,hashprice_usd_per_ph_day\n2023-01-01,-1\n", "SW2020", ["line 2", "-1 USD/PH/day"] },
        { "a hash price of no day", "date_utc,hashprice_usd_per_ph_day\nyesterday,1\n", "SW2007", ["line 2", "'yesterday'"] },
        { "a date twice", "date_utc,hashprice_usd_per_ph_day\n2023-01-01,1\n2023-01-01,2\n", "SW2005", ["line 3", "line 2"] },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Is_refused_with_its_place_and_value(string what, string text, string code, string[] named)
    {
        ArgumentNullException.ThrowIfNull(named);
        using var folder = new TestFolder();
        var refusal = Should.Throw<RefusedException>(() => folder.Read(text), what);
        refusal.Code.Id.ShouldBe(code, refusal.Message);
        refusal.Message.ShouldContain("x.bin");
        foreach (var word in named)
        {
            refusal.Message.ShouldContain(word, Case.Sensitive);
        }
    }

    [Theory]
    [InlineData("utf-16", "SW2014")]
    [InlineData("latin1", "SW2014")]
    public void Another_encoding_is_refused(string encoding, string code)
    {
        using var folder = new TestFolder();
        var bytes = Encoding.GetEncoding(encoding).GetPreamble().Concat(Encoding.GetEncoding(encoding).GetBytes(Head + "2023-01-01T06:15:00Z,1,2é\n"));
        var refusal = Should.Throw<RefusedException>(() => folder.Read([.. bytes]));
        refusal.Code.Id.ShouldBe(code);
        refusal.Message.ShouldContain(encoding == "latin1" ? "line 3: the text is not UTF-8: byte 0xe9" : "line 1");
    }

    [Fact]
    public void Holes_and_agreeing_duplicates_and_prices_above_the_cap_are_taken_and_reported()
    {
        using var folder = new TestFolder();
        var file = folder.One("interval_start_utc,LZ_WEST\n2023-01-01T06:00:00Z,1\n2023-01-01T06:15:00Z,5100.01\n2023-01-01T06:15:00Z,5100.010\n2023-01-01T07:00:00Z,2\n");
        file.Values("LZ_WEST").ShouldBe([1m, 5100.01m, 2m]);
        file.Findings.Single(finding => finding.Kind == "holes").Detail.ToString().ShouldBe("LZ_WEST: 2 intervals between the first and the last have no value, the first at 2023-01-01T06:30:00Z.");
        file.Findings.Single(finding => finding.Kind == "agreeing-duplicates").Count.ShouldBe(1);
        AboveCap.Findings(file, RuleLibrary.Open("").Find).ShouldHaveSingleItem().Detail.ToString().ShouldContain("5100.01 USD/MWh at LZ_WEST, 2023-01-01T06:15:00Z, over a cap of 5000 USD/MWh");
    }

    [Fact]
    public void The_cap_is_that_of_the_day()
    {
        using var folder = new TestFolder();
        Findings("2021-12-31").ShouldBeEmpty();
        Findings("2022-01-01").ShouldHaveSingleItem().Count.ShouldBe(2);

        IEnumerable<Finding> Findings(string day) => AboveCap.Findings(
            folder.One($"interval_start_utc,LZ_WEST\n{day}T06:00:00Z,8999\n{day}T06:15:00Z,8999\n"), RuleLibrary.Open("").Find);
    }

    private static string Mixed()
    {
        var text = new StringBuilder("interval_start_utc,LZ_WEST\n");
        var at = new DateTime(2023, 1, 1, 6, 0, 0, DateTimeKind.Utc);
        for (var row = 0; row < 40; row++)
        {
            text.Append(at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)).Append(",1\n");
            at = at.AddMinutes(row < 10 ? 15 : 60);
        }

        return text.ToString();
    }
}
