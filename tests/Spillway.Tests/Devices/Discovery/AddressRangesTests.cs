using System.Net;
using CsCheck;
using Shouldly;
using Spillway.Devices.Discovery;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

public sealed class AddressRangesTests
{
    [Theory]
    [InlineData("10.1.0.17", 1, "10.1.0.17", "10.1.0.17")]
    [InlineData("10.1.0.0/24", 256, "10.1.0.0", "10.1.0.255")]
    [InlineData("10.1.0.77/24", 256, "10.1.0.0", "10.1.0.255")]
    [InlineData("10.1.0.0/32", 1, "10.1.0.0", "10.1.0.0")]
    [InlineData("10.1.0.250-10.1.1.5", 12, "10.1.0.250", "10.1.1.5")]
    [InlineData("10.1.0.5-9", 5, "10.1.0.5", "10.1.0.9")]
    [InlineData("10.1.0.9, 10.1.0.5-9,10.1.0.1", 6, "10.1.0.1", "10.1.0.9")]
    [InlineData("127.0.0.0/16", 65536, "127.0.0.0", "127.0.255.255")]
    public void A_range_is_its_addresses_each_once_in_rising_order(string text, long count, string first, string last)
    {
        var ranges = AddressRanges.Parse([text], isWide: false);

        ranges.Count.ShouldBe(count);
        var addresses = ranges.Addresses().ToList();
        addresses.Count.ShouldBe((int)count);
        addresses.Distinct().Count().ShouldBe((int)count);
        addresses[0].ToString().ShouldBe(first);
        addresses[^1].ToString().ShouldBe(last);
        addresses.ShouldAllBe(address => ranges.Contains(address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.1")]
    [InlineData("10.1.0")]
    [InlineData("0x0A000001")]
    [InlineData("010.1.0.1")]
    [InlineData("10.1.0.256")]
    [InlineData("10.1.0.1/33")]
    [InlineData("10.1.0.1/-1")]
    [InlineData("10.1.0.1/24/8")]
    [InlineData("10.1.0.9-5")]
    [InlineData("10.1.0.1-2-3")]
    [InlineData("10.1.0.1-")]
    [InlineData("fe80::1")]
    [InlineData("miner.example")]
    [InlineData("10.1.0.1,")]
    public void What_is_no_range_is_refused_and_named(string text)
    {
        var refusal = Should.Throw<RefusedException>(() => AddressRanges.Parse([text], isWide: true));

        refusal.Code.ShouldBe(DiscoveryErrors.BadRange);
        refusal.What.ShouldContain("'");
    }

    [Theory]
    [InlineData("0.0.0.0/8")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("223.255.255.250-224.0.0.1")]
    [InlineData("255.255.255.255")]
    public void Addresses_that_no_machine_has_are_refused(string text) =>
        Should.Throw<RefusedException>(() => AddressRanges.Parse([text], isWide: true)).Code.ShouldBe(DiscoveryErrors.NoMachineThere);

    [Fact]
    public void Too_many_addresses_are_refused_with_their_number()
    {
        var refusal = Should.Throw<RefusedException>(() => AddressRanges.Parse(["10.0.0.0/15"], isWide: false));
        refusal.Code.ShouldBe(DiscoveryErrors.TooWide);
        refusal.What.ShouldContain("131,072");
        refusal.What.ShouldContain("65,536");

        AddressRanges.Parse(["10.0.0.0/15"], isWide: true).Count.ShouldBe(131_072);
        Should.Throw<RefusedException>(() => AddressRanges.Parse(["10.0.0.0/8"], isWide: true)).Code.ShouldBe(DiscoveryErrors.TooWide);
    }

    [Fact]
    public void Overlapping_ranges_are_the_union_of_their_addresses() =>
        Gen.Select(Gen.Int[0, 250], Gen.Int[0, 30]).Array[1, 6].Sample(spans =>
        {
            var texts = spans.Select(span => $"10.9.8.{span.Item1}-{Math.Min(255, span.Item1 + span.Item2)}").ToArray();
            var wanted = spans.SelectMany(span => Enumerable.Range(span.Item1, Math.Min(255, span.Item1 + span.Item2) - span.Item1 + 1)).Distinct().Order();

            AddressRanges.Parse(texts, isWide: false).Addresses().Select(address => (int)address.GetAddressBytes()[3]).ShouldBe(wanted);
        });

    [Fact]
    public void An_address_outside_is_not_contained()
    {
        var ranges = AddressRanges.Parse(["10.1.0.5-9"], isWide: false);

        ranges.Contains(IPAddress.Parse("10.1.0.4")).ShouldBeFalse();
        ranges.Contains(IPAddress.Parse("10.1.0.10")).ShouldBeFalse();
        ranges.Contains(IPAddress.IPv6Loopback).ShouldBeFalse();
    }
}
