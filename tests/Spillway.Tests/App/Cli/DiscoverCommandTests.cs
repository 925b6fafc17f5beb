using System.Net;
using System.Text.Json;
using Shouldly;
using Spillway.Tests.Devices.Discovery;
using Xunit;

namespace Spillway.Tests.App.Cli;

[Collection(nameof(StandardPorts))]
public sealed class DiscoverCommandTests : IDisposable
{
    private const string Version = """{"STATUS":[{"Code":22,"Description":"LUXminer 2025.4.8","Msg":"LUXminer versions","STATUS":"S","When":1}],"VERSION":[{"LUXminer":"2025.4.8","Type":"Antminer S19k Pro"}],"id":1}""";

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public async Task A_person_sees_the_odd_ones_first_and_then_what_was_found_in_80_columns()
    {
        await using var first = Miner(1, "02:00:00:00:00:01");
        await using var second = Miner(2, "02:00:00:00:00:01");
        await using var silent = new ListeningDevice(At(3), 4028, (_, _, _) => Task.CompletedTask);

        Narrow("discover", "127.83.9.1-4", "--group", "hall-a").ShouldBe(0);

        var output = _screen.Output;
        output.ShouldContain("4 addresses searched, 3 answered.");
        output.ShouldContain("Not recognised (1)");
        output.ShouldContain("Same MAC twice (1)");
        output.ShouldContain("m2 answers with the MAC 02:00:00:00:00:01 of m1 at 127.83.9.1");
        output.IndexOf("Not recognised", StringComparison.Ordinal).ShouldBeLessThan(output.IndexOf("Antminer S19k Pro", StringComparison.Ordinal));
        output.Split('\n').ShouldAllBe(line => line.Length <= 80);
        _screen.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_reads_JSON_and_nothing_else_and_the_inventory_keeps_what_was_found()
    {
        await using var first = Miner(11, "02:00:00:00:00:11");

        _screen.Run("discover", "127.83.9.11", "--json", "-", "--rate", "1000", "--port-shift", "8000").ShouldBe(0);

        var root = JsonDocument.Parse(_screen.Output).RootElement;
        root.GetProperty("addresses").GetInt32().ShouldBe(1);
        root.GetProperty("answered").GetInt32().ShouldBe(1);
        var machine = root.GetProperty("machines").EnumerateArray().ShouldHaveSingleItem();
        machine.EnumerateObject().Select(property => property.Name).ShouldBe(
            ["id", "address", "port_shift", "kind", "group", "family", "model", "firmware", "mac", "mac_source", "serial", "password", "remark"]);
        machine.GetProperty("kind").GetString().ShouldBe("miner");
        machine.GetProperty("mac_source").GetString().ShouldBe("device");
        machine.GetProperty("password").GetString().ShouldBe("not_tried");
        root.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem().GetProperty("finding").GetString().ShouldBe("new");

        _screen.Run("inventory", "export", "-").ShouldBe(0);
        _screen.Output.ShouldBe("group,role,address,port_shift,family,model,mac,serial,firmware,notes\n,miner,127.83.9.11,8000,luxos,Antminer S19k Pro,02:00:00:00:00:11,,2025.4.8,\n");
    }

    [Fact]
    public void Machines_are_imported_put_into_groups_and_listed()
    {
        var file = _screen.Write("machines.csv", "role,address,mac\nminer,10.1.0.1,02:00:00:00:00:01\nminer,10.1.0.2,02:00:00:00:00:02\nmeter,10.1.0.3,\n");

        _screen.Run("inventory", "import", file).ShouldBe(0);
        _screen.Output.ShouldBe("3 rows taken: 3 new machines, 0 known.\n");
        _screen.Run("inventory", "assign", "10.1.0.1-2", "--group", "hall-a").ShouldBe(0);
        _screen.Output.ShouldContain("2 machines at 2 addresses are in group hall-a now.");
        _screen.Run("inventory", "assign", "10.9.0.1", "--group", "hall-a").ShouldBe(1);

        _screen.Run("inventory", "list", "--group", "hall-a", "--json", "-").ShouldBe(0);
        JsonDocument.Parse(_screen.Output).RootElement.EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldBe(["m1", "m2"]);
        _screen.Run("inventory", "list").ShouldBe(0);
        _screen.Output.ShouldContain("m3");
        _screen.Run("inventory", "list", "--machine", "10.1.0.3").ShouldBe(0);
        _screen.Output.ShouldContain("was at");
        _screen.Run("inventory", "list", "--machine", "m99").ShouldBe(1);
    }

    [Theory]
    [InlineData(1, "SW5601", "discover", "10.1.0.1-")]
    [InlineData(1, "SW5603", "discover", "10.0.0.0/8")]
    [InlineData(1, "SW5602", "discover", "0.0.0.0/0", "--wide")]
    [InlineData(2, "--rate is '0'", "discover", "127.83.9.99", "--rate", "0")]
    [InlineData(2, "--open is 'many'", "discover", "127.83.9.99", "--open", "many")]
    [InlineData(2, "--group is 'hall a'", "discover", "127.83.9.99", "--group", "hall a")]
    [InlineData(1, "SW3501", "inventory", "import", "nowhere.csv")]
    public void What_cannot_be_is_refused_with_its_value(int code, string named, params string[] words)
    {
        _screen.Run(words).ShouldBe(code);
        _screen.Errors.ShouldContain(named);
    }

    private int Narrow(params string[] arguments)
    {
        var narrow = _screen.Terminal with { Width = 80 };
        return Spillway.App.Cli.CommandLine.RunAsync(arguments, narrow, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static IPAddress At(byte last) => new([127, 83, 9, last]);

    private static ListeningDevice Miner(byte last, string mac) => ListeningDevice.Cgminer(
        At(last), ("version", Version), ("config", $$"""{"STATUS":[{"Code":33,"Description":"LUXminer 2025.4.8","Msg":"LUXminer config","STATUS":"S","When":1}],"CONFIG":[{"MACAddr":"{{mac}}","Model":"Antminer S19k Pro"}],"id":1}"""));
}
