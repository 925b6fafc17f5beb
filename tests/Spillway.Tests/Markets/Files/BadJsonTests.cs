using Shouldly;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.Markets.Files;

/// <summary>JSON that is not as its form has it: the message names the property and where it should be.</summary>
public sealed class BadJsonTests
{
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "{\"rtSppData\":[{\"hbNorth\":25.88}]}", "SW2018", "rtSppData, row 1: property 'interval' is missing" },
        { "{\"rtSppData\":[{\"interval\":\"noon\",\"hbNorth\":25.88}]}", "SW2018", "property 'interval' is a text and not a number" },
        { "{\"rtSppData\":[{\"interval\":1e99,\"hbNorth\":25.88}]}", "SW2007", "property 'interval' is 1e99" },
        { "{\"rtSppData\":[{\"interval\":-1,\"hbNorth\":25.88}]}", "SW2007", "property 'interval' is -1" },
        { "{\"rtSppData\":[{\"interval\":1790399700000,\"hbNorth\":\"25.88\"}]}", "SW2006", "property 'hbNorth' is \"25.88\"" },
        { "{\"rtSppData\":[{\"interval\":1790399700000,\"hbNorth\":1e400}]}", "SW2006", "property 'hbNorth' is 1e400" },
        { "{\"rtSppData\":[7]}", "SW2018", "rtSppData, row 1: a number stands where an object is expected" },
        { "{\"rtSppData\":{}}", "SW2018", "property 'rtSppData' is an object and not a list" },
        { "{\"damSppData\":null}", "SW2018", "property 'damSppData' is null and not a list" },
        { "{\"rtSppData\":[]}", "SW2012", "no figures" },
        { "{\"fields\":[{\"title\":\"x\"}],\"data\":[]}", "SW2018", "fields, row 1: property 'name' is missing" },
        { "{\"fields\":[{\"name\":7}],\"data\":[]}", "SW2018", "property 'name' is a number and not a text" },
        { "{\"fields\":{},\"data\":[]}", "SW2018", "property 'fields' is an object and not a list" },
        { "{\"fields\":[],\"data\":{}}", "SW2018", "property 'data' is an object and not a list" },
        { "{\"fields\":[{\"name\":\"x\"}],\"data\":[{}]}", "SW2018", "data, row 1: an object stands where a list is expected" },
        { Built.ApiJson.Replace("20.5,false", "20.5", StringComparison.Ordinal), "SW2013", "the header has 7 columns and this row 6" },
        { Built.ApiJson.Replace("20.75", "[20.75]", StringComparison.Ordinal), "SW2006", "data!F2: '[20.75]' is not a number" },
        { "{\"data\":[],\"current_condition\":{}}", "SW2018", "current_condition, row 1: property 'prc_value' is missing" },
        { "{\"data\":[],\"current_condition\":7}", "SW2018", "a number stands where an object is expected" },
        { "{\"data\":[],\"current_condition\":{\"prc_value\":\"many\"}}", "SW2006", "prc_value 'many' is not a number of MW" },
        { "{\"data\":[{\"prc\":1}],\"current_condition\":{\"prc_value\":\"1\"}}", "SW2018", "data, row 1: property 'timestamp' is missing" },
        { "{\"data\":[{\"timestamp\":\"noon\"}],\"current_condition\":{\"prc_value\":\"1\"}}", "SW2007", "timestamp 'noon'" },
        { "{\"data\":[],\"ascapmon\":[{\"timestamp\":\"2026-09-26 14:12:12\"}]}", "SW2018", "ascapmon, row 1: property 'interval' is missing" },
        { "{\"data\":[],\"ascapmon\":[{\"timestamp\":\"2026-09-26 14:12:12\",\"interval\":1790449931000}]}", "SW2007", "is not the local time of 2026-09-26T19:12:11Z" },
        { "{\"data\":[],\"ascapmon\":7}", "SW2018", "a number stands where a list is expected" },
        { "{\"rtSppData\":[{\"interval\":17", "SW2003", "line 1" },
        { "{\n\"rtSppData\":[}", "SW2003", "line 2" },
        { "{\"rtSppData\":[{\"interval\":1790399700000,\"\\ud800\":1}]}", "SW2018", "x.bin" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Is_refused_with_the_property(string json, string code, string named)
    {
        using var folder = new TestFolder();
        var refusal = Should.Throw<RefusedException>(() => folder.Read(json));
        refusal.Code.Id.ShouldBe(code, refusal.Message);
        refusal.Message.ShouldContain("x.bin");
        refusal.Message.ShouldContain(named, Case.Sensitive);
    }

    [Fact]
    public void A_price_that_is_null_is_a_blank()
    {
        using var folder = new TestFolder();
        var file = folder.One("{\"rtSppData\":[{\"interval\":1790399700000,\"hbNorth\":null,\"lzWest\":1.5}]}");
        file.Columns.ShouldHaveSingleItem().Values.ShouldBe([1.5m]);
    }
}
