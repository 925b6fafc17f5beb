using System.Buffers;
using System.Text;
using System.Text.Json;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Miners.Antminer;
using Spillway.Devices.Miners.Avalon;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.Devices.Miners;

/// <summary>Every parser of the TCP families on answers that were damaged at random: read or a fault, and nothing else. With
/// <c>CsCheck_Iter=1000000</c> in the environment each test runs as many inputs.</summary>
public sealed class ParserFuzzTests
{
    private const string Summary =
        """{"STATUS":[{"STATUS":"S","When":1700000000,"Code":11,"Msg":"Summary","Description":"cgminer 4.11.1"}],"SUMMARY":[{"Elapsed":1000,"MHS av":51278810.20,"MHS 5s":51423478.12,"GHS 5s":"110000.00","GHS av":110000.00,"Accepted":100,"Rejected":0,"Total MH":921456687985.0000}],"id":1}""" + "\0";

    private const string Version =
        """{"STATUS":[{"STATUS":"S","When":1753432244,"Code":22,"Msg":"CGMiner versions","Description":"cgminer 4.11.1"}],"VERSION":[{"API":"3.7","PROD":"Avalon Q","MODEL":"Q","MAC":"025350000001"}],"id":1}""";

    private const string Settled =
        """{"pools":[{"url":"stratum+tcp://a.example:1","user":"w","pass":"x"}],"bitmain-fan-ctrl":false,"bitmain-fan-pwm":"100","bitmain-work-mode":"0","bitmain-freq-level":"100"}""";

    private const string Order = """{"command":"ascset","parameter":"0,softoff,1:1753434821"}""";

    private static readonly byte[][] _synthetic = Fuzz.Seeds(Summary, Version, Settled, Order, Built.S9, Built.Avalon, Built.WhatsMiner, Built.Auradine);

    private static readonly SearchValues<byte> _shellSigns = SearchValues.Create(" \t\r\n;&|`$<>()'*?[]\\"u8);

    private static readonly string[] _families = [.. MinerDecoder.Families];

    [Theory]
    [InlineData("1٢٣٤")]
    [InlineData("1１１１")]
    public void Digits_of_another_script_name_no_series(string model)
    {
        var identity = AvalonIdentity.Read(Encoding.UTF8.GetBytes(Version.Replace("\"Q\"", $"\"{model}\"", StringComparison.Ordinal))).Value!;

        identity.Model.ShouldBe(model);
        identity.RestsByHashPower.ShouldBeFalse();
    }

    [Fact]
    public void Damaged_answers_of_every_family_are_read_or_refused() => Fuzz.Try(Fuzz.Damaged(_synthetic), 300, Parse);

    [Fact]
    public void Damaged_recordings_of_every_family_are_read_or_refused()
    {
        RealFiles.Find("miner_responses");
        Fuzz.Try(Fuzz.Damaged(Fuzz.Recorded("")), 100, Parse);
    }

    [Fact]
    public void The_fast_reading_of_a_summary_is_the_full_one()
    {
        byte[][] seeds = [.. _synthetic.Where(bytes => bytes.AsSpan().IndexOf("SUMMARY"u8) >= 0)];
        var fast = 0;
        Fuzz.Try(Fuzz.Damaged(seeds), 300, bytes =>
        {
            if (SummaryScan.Read(bytes, null) is { } reading)
            {
                Interlocked.Increment(ref fast);
                var full = CgminerVerdict.Reading("cgminer", [bytes]);
                Sound.Holds(full.IsAnswered && reading == full.Value, "both read the same");
            }
        });

        fast.ShouldBeGreaterThan(0);
        SummaryScan.Read(Encoding.UTF8.GetBytes(Summary), null).ShouldNotBeNull();
    }

    private static void Parse(byte[] bytes)
    {
        CgminerRequest.TryParse(bytes, out var request);
        Sound.Holds(!request.Commands.IsDefault, "a request has commands");
        Sound.Answer(CgminerVerdict.Acknowledged(bytes));
        var identity = AvalonIdentity.Read(bytes);
        Sound.Fault(identity.Fault);
        Sound.Words(identity.Value is { } avalon ? $"{avalon.Model} {avalon.IsHome} {avalon.CannotRest} {avalon.RestsByHashPower} {avalon.UnixNow}" : null, isWord: true);
        Settings(AntminerConf.Read(bytes));
        Sound.Answer(CgminerVerdict.Reading(_families[bytes.Length % _families.Length], [bytes]));
        try
        {
            Sound.Reading(MinerDecoder.Decode([("damaged", bytes)], null));
        }
        catch (RefusedException refusal)
        {
            refusal.Message.ShouldContain("damaged");
        }
    }

    // A script on the machine reads what is posted up to the first end of line, and splits it at blanks.
    private static void Settings(DeviceAnswer<AntminerConf> conf)
    {
        Sound.Fault(conf.Fault);
        if (conf.Value is { } settings)
        {
            var posted = settings.Post(AntminerConf.Sleep);
            using var document = JsonDocument.Parse(posted);
            Sound.Holds(!posted.AsSpan().ContainsAny(_shellSigns), "nothing posted steers a shell");
        }
    }
}
