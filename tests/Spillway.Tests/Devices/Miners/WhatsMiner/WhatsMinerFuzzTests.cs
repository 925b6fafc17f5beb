using System.Security.Cryptography;
using System.Text;
using Spillway.Devices.Miners;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Miners.WhatsMiner;
using Spillway.Devices.Wire.WhatsMiner;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Miners.WhatsMiner;

/// <summary>What both of WhatsMiner's APIs say to orders, and what an order depends on, damaged at random.</summary>
public sealed class WhatsMinerFuzzTests
{
    private const string Done = """{"STATUS":"S","When":1643187652,"Code":131,"Msg":"API command OK","Description":""}""";
    private const string Denied = """{"STATUS":"E","When":1643187652,"Code":45,"Msg":"can't access write cmd","Description":""}""";
    private const string Salts = """{"STATUS":"S","When":1643187652,"Code":134,"Msg":{"time":"5626","salt":"BQ5hoxV9","newsalt":"jbzkfQls"},"Description":""}""";
    private const string Version = """{"STATUS":"S","When":1643187652,"Code":131,"Msg":{"api_ver":"2.0.5","fw_ver":"20220617.13.REL"},"Description":""}""";
    private const string State = """{"STATUS":"S","When":1643187652,"Code":131,"Msg":{"mineroff":"false","Power Limit":"3400","Upfreq Complete":"1"},"Description":""}""";
    private const string Yes = """{"code":0,"when":1700000000,"msg":"ok","desc":"set.miner.service"}""";
    private const string No = """{"code":-4,"when":1700000000,"msg":"no permission","desc":"set.miner.service"}""";
    private const string Salt = """{"code":0,"when":1700000000,"msg":{"salt":"BQ5hoxV9","miner":{"working":"true","power-limit-set":"3400"}},"desc":"get.device.info"}""";

    private static readonly WhatsMinerCipher _cipher = new(SHA256.HashData("key"u8));

    [Fact]
    public void Damaged_verdicts_salts_and_states_are_read_or_refused() =>
        Fuzz.Try(Fuzz.Damaged([.. Fuzz.Seeds(Done, Denied, Salts, Version, State, Yes, No, Salt, Built.WhatsMiner), .. Fuzz.Recorded("whatsminer")]), 200, bytes =>
        {
            Open(bytes);
            Sound.Answer(CgminerVerdict.Reading("whatsminer", [bytes]));

            // The same behind the device's key, and what only looks as if it were.
            Hidden($$"""{"enc":"{{_cipher.Hide(Encoding.UTF8.GetString(bytes))}}"}""");
            Hidden($$"""{"enc":"{{Convert.ToBase64String(bytes)}}"}""");
        });

    private static void Open(byte[] bytes)
    {
        var older = OpenedAnswer.Take(bytes, answers => OlderVerdict.Of(answers, null));
        Sound.Fault(older.Fault ?? older.Value!.Fault);
        var newer = OpenedAnswer.Take(bytes, NewerVerdict.Of);
        Sound.Fault(newer.Fault ?? newer.Value!.Fault);
        OpenedAnswer.Take(bytes, WhatsMinerMiner.Firmware);
        OpenedAnswer.Take(bytes, Words);
        var state = OpenedAnswer.Take(bytes, WhatsMinerState.Of).Value;
        Sound.Holds(state?.Limit is not { Value: < 0m }, "a limit is not negative");
        Sound.Holds(state?.Percent(new Watts(2000m)) is null or (>= 40 and <= 100), "a share is one that the machine takes");
    }

    private static string Words(MinerAnswers answers)
    {
        var (salt, ahead) = NewerApi.SaltOf(answers, 1_700_000_000) is { } newer ? (newer.Value, newer.SecondsAhead) : ("", 0);
        Sound.Words(salt, isWord: false);
        Sound.Holds(Math.Abs(ahead) < 200_000_000_000, "a clock is within all time");
        var older = OlderApi.Salts(answers);
        Sound.Words(older?.Time, isWord: true);
        Sound.Words(older?.Salt, isWord: true);
        Sound.Words(older?.NewSalt, isWord: true);
        return salt;
    }

    private static void Hidden(string json)
    {
        var verdict = OpenedAnswer.Take(Encoding.UTF8.GetBytes(json), answers => OlderVerdict.Of(answers, _cipher));
        Sound.Fault(verdict.Fault ?? verdict.Value!.Fault);
    }
}
