using Shouldly;
using Spillway.ArchitectureTests.Rules;
using Xunit;

namespace Spillway.ArchitectureTests;

public sealed class AdapterTests
{
    private static readonly string[] _folders =
        [.. Directory.GetDirectories(Path.Combine(SourceTree.Root, "src", "Spillway.Devices")).Select(folder => Path.GetFileName(folder)!)];

    [Fact]
    public void Simulation_uses_nothing_of_Devices_but_its_wire_messages()
    {
        var sources = SourceTree.CSharp("src/Spillway.Simulation");

        sources.ShouldContain(file => file.Text.Contains("using Spillway.Devices.Wire.", StringComparison.Ordinal), "the exception is in use");
        WireOnly.Faults(sources, _folders).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("using Spillway.Devices;")]
    [InlineData("using Spillway.Devices.Miners;")]
    [InlineData("class X { Spillway.Devices.Tcp.TcpLimits Limits; }")]
    [InlineData("class X { Devices.Tcp.TcpLimits Limits; }")]
    public void An_emulator_that_uses_a_driver_is_found(string text) =>
        WireOnly.Faults([new("src/Spillway.Simulation/X.cs", text)], _folders).ShouldHaveSingleItem();

    [Theory]
    [InlineData("using Spillway.Devices.Wire.Cgminer;")]
    [InlineData("class X { int F(Options options) => options.Devices.Count + Devices.Length; }")]
    public void A_wire_message_and_a_word_of_ones_own_are_not(string text) =>
        WireOnly.Faults([new("src/Spillway.Simulation/X.cs", text)], _folders).ShouldBeEmpty();
}
