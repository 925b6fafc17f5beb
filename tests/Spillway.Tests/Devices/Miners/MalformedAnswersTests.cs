using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Shouldly;
using Spillway.Devices.Miners;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.Devices.Miners;

public sealed class MalformedAnswersTests
{
    private const decimal Rate = 13.5005m;

    private const string Signs = "{}[],:\"0-e\\";

    [Theory]
    [InlineData("},{\"STATS\"", "}{\"STATS\"")]
    [InlineData("\"id\":1}", "\"id\":1}\0\0")]
    [InlineData("\"id\":1}", "\"id\":1}\n# prompt")]
    [InlineData("\"STATS\":[{", "\"STATS\":[,{")]
    [InlineData("4100,", "4100,,")]
    [InlineData("\"4500.1\"}", "\"4500.1\",}")]
    [InlineData("\"temp6\":61", "\"temp6\":-,\"temp7\":nan,\"temp8\":-inf")]
    [InlineData("\"fan1\":0,", "\"fan1\":0 ")]
    [InlineData("\"13500.5\",", "\"13500.5\"")]
    [InlineData("\"Antminer S9\"", "\"Antminer\n S9\\x\"")]
    [InlineData("{\"STATUS\":[", ",\"STATUS\":[")]
    [InlineData("\"Elapsed\":60", "\"Elapsed\":1,\"Elapsed\":60")]
    [InlineData("\"temp6\":61", "\"temp6\":,\"temp7\":\"\\ud800\"")]
    public void A_known_malformation_reads_as_if_it_were_well_formed(string from, string to)
    {
        var reading = Built.Read(Built.S9.Replace(from, to));

        Built.S9.ShouldContain(from);
        reading.Family.ShouldBe("antminer");
        reading.Hashrate!.Value.Value.ShouldBe(Rate);
        reading.UptimeSeconds.ShouldBe(60);
        reading.FanRpm!.Value.ShouldBe([4000, 4100]);
    }

    [Fact]
    public void An_answer_cut_short_keeps_what_was_complete()
    {
        var cut = Built.S9.IndexOf("100,\"temp6\"", StringComparison.Ordinal);

        var reading = Built.Read(Built.S9[..cut]);

        reading.Hashrate!.Value.Value.ShouldBe(Rate);
        reading.FanRpm!.Value.ShouldBe([0, 4000], "the number in which the cut lies is not counted");
    }

    [Fact]
    public void No_sign_of_a_device_steers_a_terminal() =>
        Built.Read(Built.S9.Replace("Antminer S9", "Antminer\\u001b[2J S9")).Model.ShouldBe("Antminer [2J S9");

    [Fact]
    public void Error_codes_printed_as_pairs_in_a_list_are_read() =>
        Built.Read("""{"STATUS":"S","Code":131,"Msg":{"error_code":["329":"2022-01-17 11:28:11","218":"2022-01-18"]},"Description":"whatsminer"}""")
            .Faults!.Value.ShouldBe(["329 2022-01-17 11:28:11", "218 2022-01-18"]);

    [Fact]
    public void What_the_transport_put_around_an_answer_is_taken_off()
    {
        Built.Read("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + Built.S9).Family.ShouldBe("antminer");

        var json = Encoding.UTF8.GetBytes("""{"code":0,"desc":"get.miner.status","msg":{"summary":{"hash-realtime":170.5,"power-realtime":3000.0}}}""");
        var frame = new byte[json.Length + 4];
        BinaryPrimitives.WriteInt32LittleEndian(frame, json.Length);
        json.CopyTo(frame, 4);
        MinerDecoder.Decode([("frame", frame)], null).Hashrate!.Value.Value.ShouldBe(170.5m);
    }

    [Theory]
    [InlineData("{abc}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":@}")]
    public void What_no_machine_sends_is_refused_with_its_place(string text)
    {
        var refusal = Should.Throw<RefusedException>(() => Built.Read(text));

        refusal.Code.ShouldBe(DeviceErrors.Malformed);
        refusal.Message.ShouldContain("answer 1");
        refusal.Message.ShouldContain("character");
    }

    [Fact]
    public void Depth_is_limited()
    {
        Built.Read(Nested(63)).Family.ShouldBeNull();
        Should.Throw<RefusedException>(() => Built.Read(Nested(65))).Code.ShouldBe(DeviceErrors.TooDeep);
        Should.Throw<RefusedException>(() => Built.Read(new string('[', 1_000_000))).Code.ShouldBe(DeviceErrors.TooDeep);
    }

    [Fact]
    public void Size_is_limited() =>
        Should.Throw<RefusedException>(() => MinerDecoder.Decode([("big", new byte[(16 * 1024 * 1024) + 1])], null)).Code.ShouldBe(DeviceErrors.TooLarge);

    [Fact]
    public void Very_many_fields_take_no_square_of_their_number()
    {
        var fields = string.Join(',', Enumerable.Range(0, 400_000).Select(index => $"\"temp_chip{index}\":\"50\""));

        Built.Read(Built.S9.Replace("\"temp6\":61", fields)).HottestCelsius.ShouldBe(77m);
    }

    [Fact]
    public void So_many_objects_joined_in_one_answer_that_each_would_take_its_own_room_are_refused() =>
        Should.Throw<RefusedException>(() => Built.Read(string.Concat(Enumerable.Repeat("{}", 500_000)))).Code.ShouldBe(DeviceErrors.TooLarge);

    [Theory]
    [InlineData("hiveon", "Antminer S19 Hiveon{0}x", " ")]
    [InlineData("hiveon", "Hiveon {0}", "(")]
    [InlineData("vnish", "S19 (vnish{0}", " ")]
    [InlineData("vnish", "S19 {0}", "(vnish ")]
    public void A_name_of_very_many_signs_takes_no_square_of_their_number(string family, string name, string repeated)
    {
        var type = string.Format(System.Globalization.CultureInfo.InvariantCulture, name, string.Concat(Enumerable.Repeat(repeated, 400_000 / repeated.Length)));
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();

        Built.ReadAs(family, Built.S9.Replace("Antminer S9", type)).Family.ShouldBe(family);

        System.Diagnostics.Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("PS[0 1214 1316 240 3000 1320 3300]", "PS[0 1214 1316 240 -3000 1320]")]
    [InlineData("PS[0 1214 1316 240 3000 1320 3300]", "MPO[-5]")]
    public void Watts_below_zero_are_none_and_of_no_grade(string from, string to)
    {
        Built.Avalon.ShouldContain(from);

        var reading = Built.Read(Built.Avalon.Replace(from, to));

        (reading.Power, reading.PowerGrade).ShouldBe((null, PowerGrade.None));
    }

    [Fact]
    public void Supplies_and_boards_that_give_less_than_nothing_are_of_no_grade()
    {
        var supply = Built.ReadAs("auradine", """{"STATUS":[{"STATUS":"S"}],"PSU":[{"PowerIn":-20}]}""");
        var idle = Built.ReadAs("epic", """{"Status":{"Operating State":"Idling"},"Power Supply Stats":{"Input Power":-20}}""");

        (supply.Power, supply.PowerGrade).ShouldBe((null, PowerGrade.None));
        (idle.Power, idle.PowerGrade).ShouldBe((null, PowerGrade.None));
    }

    [Theory]
    [InlineData("1e18")]
    [InlineData("2147483648")]
    public void A_time_since_the_start_that_no_machine_has_run_is_not_said(string seconds) =>
        Built.Read(Built.S9.Replace("\"Elapsed\":60", $"\"Elapsed\":{seconds}")).UptimeSeconds.ShouldBeNull();

    [Theory]
    [InlineData("\\u0001")]
    [InlineData("\\u0001 \\u0002")]
    public void A_word_of_signs_that_cannot_be_shown_is_no_word(string word) =>
        Built.Read(Built.S9.Replace("Antminer S9", word)).Model.ShouldBeNull();

    [Theory]
    [InlineData("-1")]
    [InlineData("1e300")]
    [InlineData("NaN")]
    [InlineData("\"inf\"")]
    public void A_number_that_cannot_be_is_no_number(string number)
    {
        var reading = Built.Read(Built.WhatsMiner.Replace("84941366.02", number).Replace("84000000.0", number).Replace("3300", number).Replace("3400", number));

        reading.Family.ShouldBe("whatsminer");
        reading.Hashrate.ShouldBeNull();
        reading.Power.ShouldBeNull();
        reading.PowerGrade.ShouldBe(PowerGrade.None);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("null")]
    [InlineData("\"nan\"")]
    public void A_Bitaxe_without_a_hash_rate_is_one_all_the_same(string rate)
    {
        var reading = Built.Read($$"""{"ASICModel":"BM1370","power":15.2,"hashRate":{{rate}},"temp":61}""");

        reading.Family.ShouldBe("axeos");
        reading.Hashrate.ShouldBeNull();
        reading.Power!.Value.Value.ShouldBe(15.2m);
    }

    [Theory]
    [InlineData("15,2 W")]
    [InlineData("15,2")]
    [InlineData("1,234 W")]
    [InlineData("1'234 W")]
    [InlineData("1\u00A0234 W")]
    [InlineData("1\u202F234 W")]
    public void Digits_that_go_on_behind_a_comma_are_no_number(string power)
    {
        var reading = Built.Read($$"""{"ASICModel":"BM1370","power":"{{power}}","hashRate":1000.5}""");

        reading.Family.ShouldBe("axeos");
        reading.Power.ShouldBeNull();
        reading.PowerGrade.ShouldBe(PowerGrade.None);
    }

    [Theory]
    [InlineData("15.2 W")]
    [InlineData("15.2,")]
    [InlineData("15.2, ok")]
    public void A_unit_or_a_word_behind_a_number_is_no_part_of_it(string power) =>
        Built.Read($$"""{"ASICModel":"BM1370","power":"{{power}}","hashRate":1000.5}""").Power!.Value.Value.ShouldBe(15.2m);

    [Theory]
    [InlineData("3200", 3200)]
    [InlineData("3200W", 3200)]
    [InlineData("3200 watts", 3200)]
    [InlineData("3.2kW", 3200)]
    [InlineData("3.2 KW.", 3200)]
    [InlineData("0.0032 MW", 3200)]
    [InlineData("3.2 mW", null)]
    [InlineData("3.2 kVA", null)]
    [InlineData("3.2 kWh", null)]
    [InlineData("80 %", null)]
    public void A_unit_behind_watts_counts_and_one_that_is_none_of_power_leaves_no_number(string power, int? watts)
    {
        var reading = Built.Read($$"""{"STATUS":[{"Description":"whatsminer"}],"SUMMARY":[{"HS RT":1000000.0,"Power":"{{power}}"}]}""");

        reading.Family.ShouldBe("whatsminer");
        (reading.Power?.Value).ShouldBe((decimal?)watts);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{0:x}\r\n{1}\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, Chunked\r\nServer: x\r\n\r\n5;a=b\r\n{2}\r\n{3:X}\r\n{4}\r\n0\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{1}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\n{1}")]
    public void An_answer_sent_in_chunks_is_read_with_and_without_their_lengths(string record)
    {
        var bytes = string.Format(
            System.Globalization.CultureInfo.InvariantCulture, record, Encoding.UTF8.GetByteCount(Built.S9), Built.S9, Built.S9[..5], Encoding.UTF8.GetByteCount(Built.S9) - 5, Built.S9[5..]);

        Built.Read(bytes).Family.ShouldBe("antminer");
    }

    [Theory]
    [InlineData("utf-16", true, "UTF-16 (little-endian)")]
    [InlineData("utf-16", false, "UTF-16 (little-endian)")]
    [InlineData("utf-16BE", true, "UTF-16 (big-endian)")]
    [InlineData("utf-16BE", false, "UTF-16 (big-endian)")]
    [InlineData("utf-32", true, "UTF-32")]
    public void Text_of_another_encoding_is_refused_by_its_name(string encoding, bool hasMark, string named)
    {
        var foreign = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. hasMark ? foreign.GetPreamble() : [], .. foreign.GetBytes(Built.S9)];

        var refusal = Should.Throw<RefusedException>(() => MinerDecoder.Decode([("stats.json", bytes)], null));

        refusal.Code.ShouldBe(DeviceErrors.WrongEncoding);
        refusal.Message.ShouldContain("stats.json");
        refusal.Message.ShouldContain(named);
    }

    [Fact]
    public void Changed_bytes_are_read_or_refused_and_nothing_else()
    {
        byte[][] answers = [.. new[] { Built.S9, Built.Avalon, Built.WhatsMiner, Built.Auradine }.Select(Encoding.UTF8.GetBytes)];
        var families = MinerDecoder.Families.ToArray();
        var change = Gen.Select(Gen.Int[0, 5000], Gen.OneOf(Gen.Byte, Gen.Int[0, Signs.Length - 1].Select(index => (byte)Signs[index])));
        Fuzz.Try(Gen.Select(Gen.Int[0, answers.Length - 1], change.Array[1, 12], Gen.Int[0, families.Length], Gen.Int[1, 5000]), 5_000, input =>
        {
            var (which, changes, forced, length) = input;
            var bytes = answers[which].Take(length).ToArray();
            foreach (var (at, value) in changes)
            {
                bytes[at % bytes.Length] = value;
            }

            try
            {
                Sound.Reading(MinerDecoder.Decode([("changed", bytes)], forced == families.Length ? null : families[forced]));
            }
            catch (RefusedException refusal)
            {
                refusal.Code.Id.ShouldStartWith("SW51");
            }
        });
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
