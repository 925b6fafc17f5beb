using System.Text;
using CsCheck;
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

    private const string Settings =
        """{"pools":[{"url":"stratum+tcp://a.example:1","user":"w","pass":"x"}],"bitmain-fan-ctrl":false,"bitmain-fan-pwm":"100","bitmain-work-mode":"0","bitmain-freq-level":"100"}""";

    private const string Order = """{"command":"ascset","parameter":"0,softoff,1:1753434821"}""";

    // What machines are known to put where a value or a sign should stand, and what none should.
    private static readonly byte[][] _pieces =
    [
        .. new[] { "nan", "-", "-inf", "}{", "[,{", ",}", ",,", "\"", "\\", "\\ud800", "{\"a\":", "[[[[", "]", "}", "1e999", "-1", "99999999999999999999", "null", "true", ":", "|", "STATUS=", "\0", "\r\n\r\n" }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xC3], [0xE2, 0x82],
    ];

    private static readonly string[] _families = [.. MinerDecoder.Families];

    [Fact]
    public void Damaged_answers_of_every_family_are_read_or_refused() => Fuzz([.. Synthetic()]);

    [Fact]
    public void Damaged_recordings_of_every_family_are_read_or_refused()
    {
        var folder = RealFiles.Find("miner_responses");
        Fuzz([.. RecordedMachine.Find(Directory.GetDirectories(folder)).SelectMany(machine => machine.Answers()).Select(answer => answer.Bytes.ToArray()).Where(bytes => bytes.Length < 20_000)]);
    }

    [Fact]
    public void The_fast_reading_of_a_summary_is_the_full_one()
    {
        byte[][] seeds = [.. Synthetic().Where(bytes => bytes.AsSpan().IndexOf("SUMMARY"u8) >= 0)];
        var fast = 0;
        Damaged(seeds).Sample(bytes =>
        {
            if (SummaryScan.Read(bytes, null) is { } reading)
            {
                Interlocked.Increment(ref fast);
                var full = CgminerVerdict.Reading("cgminer", [bytes]);
                full.IsAnswered.ShouldBeTrue(Encoding.Latin1.GetString(bytes));
                reading.ShouldBe(full.Value!, Encoding.Latin1.GetString(bytes));
            }
        });

        fast.ShouldBeGreaterThan(0);
        SummaryScan.Read(Encoding.UTF8.GetBytes(Summary), null).ShouldNotBeNull();
    }

    private static void Fuzz(byte[][] seeds) => Damaged(seeds).Sample((Action<byte[]>)Parse);

    private static void Parse(byte[] bytes)
    {
        CgminerRequest.TryParse(bytes, out var request);
        request.Commands.IsDefault.ShouldBeFalse();
        Sound(CgminerVerdict.Acknowledged(bytes).Fault);
        Sound(AvalonIdentity.Read(bytes).Fault);
        Sound(AntminerConf.Read(bytes).Fault);
        var family = _families[bytes.Length % _families.Length];
        var reading = CgminerVerdict.Reading(family, [bytes]);
        Sound(reading.Fault);
        if (reading.IsAnswered)
        {
            (reading.Value.Power?.Value ?? 0m).ShouldBeGreaterThanOrEqualTo(0m);
            (reading.Value.Hashrate?.Value ?? 0m).ShouldBeGreaterThanOrEqualTo(0m);
        }

        try
        {
            MinerDecoder.Decode([("damaged", bytes)], null);
        }
        catch (RefusedException refusal)
        {
            refusal.Message.ShouldContain("damaged");
        }
    }

    private static void Sound(DeviceFault? fault) => fault?.Detail.Any(char.IsControl).ShouldBeFalse(fault.Detail);

    // A few changes each: bytes replaced, pieces put in, parts cut out, doubled or taken from another answer, the end lost.
    private static Gen<byte[]> Damaged(byte[][] seeds) =>
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 20_000], Gen.Int[0, 20_000], Gen.Int[0, 255]).Array[0, 6])
            .Select((which, changes) => changes.Aggregate(seeds[which], (bytes, change) => Changed(bytes, change, seeds)));

    private static byte[] Changed(byte[] bytes, (int Kind, int At, int Other, int Value) change, byte[][] seeds)
    {
        if (bytes.Length == 0)
        {
            return _pieces[change.Value % _pieces.Length];
        }

        var at = change.At % bytes.Length;
        var length = Math.Min(change.Other % 200, bytes.Length - at);
        switch (change.Kind)
        {
            case 0:
                var replaced = (byte[])bytes.Clone();
                replaced[at] = (byte)change.Value;
                return replaced;
            case 1:
                return [.. bytes[..at], .. _pieces[change.Value % _pieces.Length], .. bytes[at..]];
            case 2:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 3:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 4:
                var other = seeds[change.Value % seeds.Length];
                var from = change.Other % Math.Max(1, other.Length);
                return [.. bytes[..at], .. other[from..Math.Min(other.Length, from + 100)], .. bytes[at..]];
            default:
                return bytes[..at];
        }
    }

    private static IEnumerable<byte[]> Synthetic() =>
        new[] { Summary, Version, Settings, Order, Built.S9, Built.Avalon, Built.WhatsMiner, Built.Auradine }.Select(Encoding.UTF8.GetBytes);
}
