using System.Text.Json;
using Shouldly;
using Spillway.Tests.Devices.Miners;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class DecodeCommandTests : IDisposable
{
    private const string System = """{"minertype":"Antminer S9","macaddr":"02:aa:bb:cc:dd:ee"}""";

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_person_sees_what_the_machine_says()
    {
        _screen.Run("decode", _screen.Write("answer", Built.S9)).ShouldBe(0);

        _screen.Errors.ShouldBeEmpty();
        _screen.Output.ShouldContain("antminer");
        _screen.Output.ShouldContain("13.5");
        _screen.Output.ShouldContain("4000 4100");
    }

    [Fact]
    public void A_program_reads_every_field_as_JSON_and_nothing_else()
    {
        var file = _screen.Write("whatever.txt", Built.S9);

        _screen.Run("decode", file, "--json", "-").ShouldBe(0);

        var machine = Machines().ShouldHaveSingleItem();
        machine.EnumerateObject().Select(property => property.Name).ShouldBe(
            ["file", "family", "model", "firmware", "mac", "mode", "hashrate_th_per_s", "power_w", "power_grade", "temperature_c_max", "fan_rpm", "uptime_s", "pools", "faults"]);
        machine.GetProperty("file").GetString().ShouldBe(file);
        machine.GetProperty("family").GetString().ShouldBe("antminer");
        machine.GetProperty("mode").GetString().ShouldBe("unknown");
        machine.GetProperty("hashrate_th_per_s").GetDouble().ShouldBe(13.5005);
        machine.GetProperty("power_w").ValueKind.ShouldBe(JsonValueKind.Null);
        machine.GetProperty("power_grade").GetString().ShouldBe("none");
        machine.GetProperty("temperature_c_max").GetDouble().ShouldBe(77);
        machine.GetProperty("fan_rpm").GetArrayLength().ShouldBe(2);
        machine.GetProperty("uptime_s").GetInt64().ShouldBe(60);
        machine.GetProperty("pools").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Several_files_of_one_folder_are_one_machine()
    {
        var first = _screen.Write("a", Built.S9);
        var second = _screen.Write("b", System);

        _screen.Run("decode", first, second, "--json", "-").ShouldBe(0);

        var machine = Machines().ShouldHaveSingleItem();
        machine.GetProperty("file").GetString().ShouldBe(_screen.Folder);
        machine.GetProperty("mac").GetString().ShouldBe("02:AA:BB:CC:DD:EE");
    }

    [Fact]
    public void A_folder_is_one_machine_and_its_notes_are_no_answers()
    {
        _screen.Write("a", Built.S9);
        _screen.Write("source.md", "{ not an answer");

        _screen.Run("decode", _screen.Folder, "--json", "-").ShouldBe(0);

        Machines().ShouldHaveSingleItem().GetProperty("file").GetString().ShouldBe(_screen.Folder);
    }

    [Fact]
    public void Folders_are_machines_of_their_own_and_one_unrecognised_makes_the_exit_code_1()
    {
        Directory.CreateDirectory(Path.Combine(_screen.Folder, "one"));
        Directory.CreateDirectory(Path.Combine(_screen.Folder, "two"));
        _screen.Write("one/a", Built.WhatsMiner);
        _screen.Write("two/a", "{\"hello\":1}");

        _screen.Run("decode", Path.Combine(_screen.Folder, "one"), Path.Combine(_screen.Folder, "two"), "--json", "-").ShouldBe(1);

        Machines().Select(machine => machine.GetProperty("family").GetString()).ShouldBe(["whatsminer", null]);
        _screen.Errors.ShouldContain("not recognised");
    }

    [Fact]
    public void A_family_can_be_forced_and_an_unknown_one_names_the_nearest()
    {
        var file = _screen.Write("a", """{"SUMMARY":[{"HS RT":1000000.0}]}""");

        _screen.Run("decode", file, "--family", "WhatsMiner", "--json", "-").ShouldBe(0);
        Machines()[0].GetProperty("hashrate_th_per_s").GetDouble().ShouldBe(1);

        _screen.Run("decode", file, "--family", "watsminer").ShouldBe(2);
        _screen.Errors.ShouldContain("the nearest is 'whatsminer'");
    }

    [Fact]
    public void What_cannot_be_read_is_refused_with_its_name()
    {
        _screen.Run("decode", Path.Combine(_screen.Folder, "nowhere.json")).ShouldBe(1);
        _screen.Errors.ShouldContain("nowhere.json");
        _screen.Errors.ShouldContain("SW5101");

        Directory.CreateDirectory(Path.Combine(_screen.Folder, "empty"));
        _screen.Run("decode", Path.Combine(_screen.Folder, "empty")).ShouldBe(1);
        _screen.Errors.ShouldContain("SW5105");

        _screen.Run("decode", _screen.Write("broken.json", "{\"a\" 1}")).ShouldBe(1);
        _screen.Errors.ShouldContain("broken.json");
        _screen.Errors.ShouldContain("SW5104");
    }

    [Theory]
    [InlineData("", "SW5105", "is empty")]
    [InlineData(" \r\n", "SW5105", "is empty")]
    [InlineData("hello world", "SW5104", "neither JSON")]
    [InlineData("\u0001\u0002\u0003Zz9", "SW5104", "neither JSON")]
    public void Out_of_nothing_no_family_is_read_though_one_is_named(string content, string code, string said)
    {
        var file = _screen.Write("nothing", content);
        foreach (var named in new[] { new[] { "--family", "antminer" }, [] })
        {
            _screen.Run(["decode", file, .. named, "--json", "-"]).ShouldBe(1);

            Machines().ShouldHaveSingleItem().GetProperty("family").ValueKind.ShouldBe(JsonValueKind.Null);
            _screen.Errors.ShouldContain(code);
            _screen.Errors.ShouldContain(said);
        }
    }

    [Fact]
    public void A_link_that_leads_back_up_is_not_followed()
    {
        _screen.Write("a", Built.S9);
        Directory.CreateSymbolicLink(Path.Combine(_screen.Folder, "up"), _screen.Folder);
        Directory.CreateSymbolicLink(Path.Combine(_screen.Folder, "again"), _screen.Folder);

        _screen.Run("decode", _screen.Folder, "--json", "-").ShouldBe(0);

        Machines().ShouldHaveSingleItem().GetProperty("file").GetString().ShouldBe(_screen.Folder);
    }

    [Fact]
    public void A_refused_file_leaves_the_answers_of_the_others()
    {
        Directory.CreateDirectory(Path.Combine(_screen.Folder, "one"));
        Directory.CreateDirectory(Path.Combine(_screen.Folder, "two"));
        Directory.CreateDirectory(Path.Combine(_screen.Folder, "empty"));
        var good = _screen.Write("one/stats.json", Built.WhatsMiner);
        var deep = _screen.Write("two/deep.json", new string('[', 100) + new string(']', 100));
        var missing = Path.Combine(_screen.Folder, "nowhere.json");
        var empty = Path.Combine(_screen.Folder, "empty");

        _screen.Run("decode", deep, missing, empty, good, "--json", "-").ShouldBe(1);

        Machines().Select(machine => machine.GetProperty("family").GetString()).ShouldBe([null, null, null, "whatsminer"]);
        Machines().Select(machine => machine.GetProperty("file").GetString()).ShouldBe([deep, missing, empty, good]);
        var lines = _screen.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3, "one line a refusal, and none that calls them not recognised");
        lines[0].ShouldContain(deep);
        lines[0].ShouldContain("SW5103");
        lines[1].ShouldContain(missing);
        lines[1].ShouldContain("SW5101");
        lines[2].ShouldContain(empty);
        lines[2].ShouldContain("SW5105");
    }

    [Fact]
    public void A_bad_file_of_a_folder_leaves_what_the_others_say_of_the_machine()
    {
        _screen.Write("a", Built.S9);
        var bad = _screen.Write("b", "{\"a\" 1}");
        _screen.Write("c", System);

        _screen.Run("decode", _screen.Folder, "--json", "-").ShouldBe(1);

        var machine = Machines().ShouldHaveSingleItem();
        machine.GetProperty("family").GetString().ShouldBe("antminer");
        machine.GetProperty("hashrate_th_per_s").GetDouble().ShouldBe(13.5005);
        machine.GetProperty("mac").GetString().ShouldBe("02:AA:BB:CC:DD:EE");
        _screen.Errors.ShouldContain(bad);
        _screen.Errors.ShouldContain("SW5104");
        _screen.Errors.ShouldNotContain("not recognised");

        _screen.Run("decode", _screen.Folder).ShouldBe(1);
        _screen.Output.ShouldContain("antminer");
    }

    [Fact]
    public void The_result_never_replaces_an_answer()
    {
        var file = _screen.Write("a", Built.S9);

        _screen.Run("decode", file, "--json", file).ShouldBe(1);

        File.ReadAllText(file).ShouldBe(Built.S9);
    }

    private List<JsonElement> Machines() => [.. JsonDocument.Parse(_screen.Output).RootElement.EnumerateArray()];
}
