using Shouldly;
using Spillway.Devices.Miners;
using Xunit;

namespace Spillway.Tests.Devices.Miners;

/// <summary>Answers that no recording shows, built from the descriptions of the protocols.</summary>
public sealed class BuiltAnswersTests
{
    private const string NewStats =
        """{"STATUS":{"STATUS":"S","when":1,"Msg":"stats","api_version":"1.0.0"},"INFO":{"miner_version":"uart_trans.1.3","CompileTime":"Thu Jul 11 16:38:25 CST 2024","type":"Antminer S21"},"STATS":[{"elapsed":9,"rate_5s":RATE,"rate_unit":"UNIT","fan":[960,960],"miner-mode":MODE,"chain":[{"temp_pcb":[19,0],"temp_chip":[20,0]}]}]}""";

    [Theory]
    [InlineData("0", MinerMode.Normal)]
    [InlineData("1", MinerMode.Sleep)]
    [InlineData("\"1\"", MinerMode.Sleep)]
    [InlineData("2", MinerMode.Low)]
    [InlineData("3", MinerMode.Low)]
    [InlineData("5", MinerMode.Unknown)]
    public void An_Antminer_says_its_mode_as_a_number_or_a_word(string mode, MinerMode expected)
    {
        var reading = Built.Read(NewStats.Replace("MODE", mode).Replace("RATE", "0.0").Replace("UNIT", "GH/s"));

        reading.Family.ShouldBe("antminer");
        reading.Mode.ShouldBe(expected);
        reading.HottestCelsius.ShouldBe(20m);
    }

    [Theory]
    [InlineData("GH/s", "200000", 200)]
    [InlineData("TH/s", "200", 200)]
    [InlineData("MH/s", "9500", 0.0095)]
    public void The_unit_that_the_answer_names_is_honoured(string unit, string rate, double expected) =>
        Built.Read(NewStats.Replace("MODE", "0").Replace("RATE", rate).Replace("UNIT", unit)).Hashrate!.Value.Value.ShouldBe((decimal)expected);

    [Fact]
    public void An_Antminer_asleep_with_empty_reports_is_asleep_by_its_configuration()
    {
        var reading = Built.Read(
            """{"STATUS":{"STATUS":"S"},"INFO":{"type":"Antminer S21"},"STATS":[]}""",
            """{"bitmain-work-mode":"1","bitmain-freq-level":"100","pools":[{"url":"stratum+tcp://a.invalid:1","user":"w","pass":"x"}]}""");

        reading.Mode.ShouldBe(MinerMode.Sleep);
        reading.Hashrate.ShouldBeNull();
        reading.Pools!.Value.Length.ShouldBe(1);
    }

    [Fact]
    public void The_watts_of_an_Antminer_are_an_estimate()
    {
        var reading = Built.Read(Built.S9, "miner power:1350");

        reading.Power!.Value.Value.ShouldBe(1350m);
        reading.PowerGrade.ShouldBe(PowerGrade.Estimated);
        reading.FanRpm!.Value.ShouldBe([4000, 4100]);
    }

    [Theory]
    [InlineData("None", "true", MinerMode.Normal)]
    [InlineData("Sleep", "false", MinerMode.Sleep)]
    [InlineData("Idle", "true", MinerMode.Sleep)]
    public void LuxOS_is_asleep_when_curtailed_whatever_the_word(string curtailed, string supply, MinerMode expected)
    {
        var reading = Built.Read(
            """{"CONFIG":[{"CurtailMode":"WORD","IsPowerSupplyOn":SUPPLY,"Model":"Antminer S19k Pro","Profile":"p"}],"STATUS":[{"STATUS":"S","Code":33,"Description":"LUXminer 2025.1.1"}],"id":1}""".Replace("WORD", curtailed).Replace("SUPPLY", supply),
            """{"PROFILES":[{"Profile Name":"p","Watts":784}],"STATUS":[{"STATUS":"S","Description":"LUXminer 2025.1.1"}],"id":1}""");

        reading.Family.ShouldBe("luxos");
        reading.Mode.ShouldBe(expected);
        reading.Power!.Value.Value.ShouldBe(784m);
        reading.PowerGrade.ShouldBe(PowerGrade.Nameplate);
    }

    [Theory]
    [InlineData(2, MinerMode.Normal)]
    [InlineData(3, MinerMode.Sleep)]
    [InlineData(4, MinerMode.Sleep)]
    [InlineData(1, MinerMode.Unknown)]
    public void Braiins_says_paused_by_its_status(int status, MinerMode expected) =>
        Built.Read($$"""{"bos_version":{"current":"2025-08-06-0-x-25.07-plus"},"miner_identity":{"name":"Antminer S19 XP"},"status":{{status}}}""").Mode.ShouldBe(expected);

    [Theory]
    [InlineData("stopped", MinerMode.Sleep)]
    [InlineData("mining", MinerMode.Normal)]
    [InlineData("failure", MinerMode.Unknown)]
    public void VNish_is_believed_by_its_state_and_not_by_its_old_numbers(string state, MinerMode expected)
    {
        var reading = Built.Read($$$$"""{"miner":{"miner_status":{"miner_state":"{{{{state}}}}"},"miner_type":"Antminer S21 Pro (Vnish 1.3.4)","instant_hashrate":1.5,"power_consumption":2600,"psu":{"psu_power_metering":false}}}""");

        reading.Family.ShouldBe("vnish");
        reading.Model.ShouldBe("Antminer S21 Pro");
        reading.Mode.ShouldBe(expected);
        reading.PowerGrade.ShouldBe(PowerGrade.Estimated);
    }

    [Theory]
    [InlineData("btmineroff", "true", MinerMode.Sleep)]
    [InlineData("mineroff", "true", MinerMode.Sleep)]
    [InlineData("mineroff", "false", MinerMode.Low)]
    public void A_WhatsMiner_switched_off_sleeps_whatever_its_power_mode(string key, string off, MinerMode expected)
    {
        var reading = Built.Read(Built.WhatsMiner, $$"""{"STATUS":"S","Code":131,"Msg":{"{{key}}":"{{off}}","power_mode":"low"},"Description":""}""");

        reading.Mode.ShouldBe(expected);
        reading.Hashrate!.Value.Value.ShouldBe(84.94136602m);
        reading.PowerGrade.ShouldBe(PowerGrade.Measured);
    }

    [Fact]
    public void A_WhatsMiner_of_the_newer_protocol_says_off_by_not_working() =>
        Built.Read("""{"code":0,"when":1,"desc":"get.device.info","msg":{"miner":{"working":"false","type":"M60S_VK40"},"power":{"mode":"1"}}}""").Mode.ShouldBe(MinerMode.Sleep);

    [Fact]
    public void A_WhatsMiner_without_watts_gives_its_limit_as_nameplate()
    {
        var reading = Built.Read(Built.WhatsMiner.Replace("\"Power\":3300", "\"Power\":-1"));

        reading.Power!.Value.Value.ShouldBe(3400m);
        reading.PowerGrade.ShouldBe(PowerGrade.Nameplate);
    }

    [Fact]
    public void A_WhatsMiner_board_in_terahashes_under_a_megahash_key_is_one() =>
        Built.Read("""{"DEVS":[{"Slot":0,"MHS av":37.9,"HS RT":38.1,"Factory GHS":42000,"Effective Chips":75},{"Slot":1,"HS RT":37000000,"Factory GHS":42000,"Effective Chips":75}]}""")
            .Hashrate!.Value.Value.ShouldBe(75.1m);

    [Fact]
    public void A_newer_WhatsMiner_puts_its_summary_into_the_message() =>
        Built.Read("""{"STATUS":"S","When":1,"Code":131,"Msg":{"Elapsed":7,"MHS av":165000000.0,"Power":3173.5,"Power Mode":"Normal"},"Description":"whatsminer"}""")
            .Hashrate!.Value.Value.ShouldBe(165m);

    [Fact]
    public void An_Avalon_is_read_from_its_text_answers()
    {
        var reading = Built.Read(Built.Avalon);

        reading.Family.ShouldBe("avalon");
        reading.Model.ShouldBe("AvalonMiner 1166-68");
        reading.Hashrate!.Value.Value.ShouldBe(68.0005m);
        reading.Power!.Value.Value.ShouldBe(3300m);
        reading.HottestCelsius.ShouldBe(81m);
        reading.Mode.ShouldBe(MinerMode.Normal);
    }

    [Fact]
    public void An_Avalon_that_does_not_know_its_input_gives_an_estimate_and_none_for_boards_without_power()
    {
        var six = Built.Read(Built.Avalon.Replace("1320 3300]", "1320]"));
        six.Power!.Value.Value.ShouldBe(3260.87m);
        six.PowerGrade.ShouldBe(PowerGrade.Estimated);

        Built.Read(Built.Avalon.Replace("240 3000 1320 3300]", "0 0 1320]")).Power!.Value.Value.ShouldBe(0m);
    }

    [Theory]
    [InlineData("SoftOFF[0]", "SoftOFF[1]")]
    [InlineData("In Work", "In Idle")]
    public void An_Avalon_told_to_rest_sleeps(string from, string to) => Built.Read(Built.Avalon.Replace(from, to)).Mode.ShouldBe(MinerMode.Sleep);

    [Theory]
    [InlineData("Idling", MinerMode.Sleep)]
    [InlineData("Mining", MinerMode.Normal)]
    public void EPIC_idles_when_stopped(string state, MinerMode expected)
    {
        var reading = Built.Read($$$$"""{"Status":{"Operating State":"{{{{state}}}}","Last Error":"board 2"},"Software":"PowerPlay-BMS v1","Session":{"Average MHs":90000000.0},"PresetInfo":{"Target Power":3000}}""");

        reading.Mode.ShouldBe(expected);
        reading.Hashrate!.Value.Value.ShouldBe(90m);
        reading.PowerGrade.ShouldBe(PowerGrade.Nameplate);
        reading.Faults!.Value.ShouldBe(["board 2"]);
    }

    [Theory]
    [InlineData("Idling", 0, PowerGrade.Measured)]
    [InlineData("Mining", 3000, PowerGrade.Nameplate)]
    public void No_watts_are_believed_of_an_ePIC_machine_that_idles(string state, int watts, PowerGrade grade)
    {
        var reading = Built.Read($$$$"""{"Status":{"Operating State":"{{{{state}}}}"},"Power Supply Stats":{"Input Power":0.0},"PresetInfo":{"Target Power":3000}}""");

        reading.Power!.Value.Value.ShouldBe(watts);
        reading.PowerGrade.ShouldBe(grade);
    }

    [Theory]
    [InlineData("true", MinerMode.Sleep)]
    [InlineData("false", MinerMode.Normal)]
    public void AxeOS_says_that_it_is_paused(string paused, MinerMode expected) =>
        Built.Read($$"""{"ASICModel":"BM1370","hashRate":1200.5,"power":17.2,"miningPaused":{{paused}}}""").Mode.ShouldBe(expected);

    [Theory]
    [InlineData("\"off\"", MinerMode.Low)]
    [InlineData("\"on\"", MinerMode.Sleep)]
    [InlineData("true", MinerMode.Sleep)]
    public void Auradine_says_sleep_as_a_word_or_a_flag(string sleep, MinerMode expected) =>
        Built.Read(Built.Auradine.Replace("\"off\"", sleep)).Mode.ShouldBe(expected);

    [Theory]
    [InlineData("Curtailed", MinerMode.Sleep)]
    [InlineData("Stopped", MinerMode.Sleep)]
    [InlineData("DegradedMining", MinerMode.Normal)]
    [InlineData("NoPools", MinerMode.Unknown)]
    public void A_Proto_rig_says_its_state(string state, MinerMode expected) =>
        Built.Read($$$"""{"mining-status":{"status":"{{{state}}}","hashrate_ghs":0,"power_usage_watts":30}}""").Mode.ShouldBe(expected);

    [Fact]
    public void Joined_commands_are_taken_apart()
    {
        var reading = Built.Read("""{"summary":[{"STATUS":[{"STATUS":"S","Description":"cgminer 4.12"}],"SUMMARY":[{"Elapsed":5,"MHS 5s":1000000.0}],"id":1}],"pools":[{"STATUS":[{"STATUS":"S"}],"POOLS":[{"POOL":0,"URL":"u"}],"id":1}],"id":1}""");

        reading.Family.ShouldBe("cgminer");
        reading.Hashrate!.Value.Value.ShouldBe(1m);
        reading.Pools!.Value.Length.ShouldBe(1);
    }

    [Fact]
    public void A_scrypt_machine_counts_megahashes_under_a_gigahash_key() =>
        Built.Read("""{"STATUS":[{"STATUS":"S","Code":11,"Description":"cgminer 4.9.0"}],"SUMMARY":[{"Elapsed":1000,"GHS 5s":"500.0","GHS av":500.0,"Total MH":500000.0}],"id":1}""")
            .Hashrate!.Value.Value.ShouldBe(0.0005m);

    [Fact]
    public void A_version_names_the_firmware_in_a_key_or_a_value() =>
        Built.Read("""{"STATUS":[{"STATUS":"S","Code":22,"Description":"x"}],"VERSION":[{"API":"3.7","kaonsu":"1.0"}],"id":1}""").Family.ShouldBe("marathon");

    [Fact]
    public void A_worker_named_after_another_maker_changes_nothing() =>
        Built.Read(Built.S9, """{"STATUS":[{"STATUS":"S","Code":7,"Description":"bmminer 1.0.0"}],"POOLS":[{"POOL":0,"URL":"stratum+tcp://luxminer.invalid","User":"avalon.btminer"}],"id":1}""")
            .Family.ShouldBe("antminer");

    [Fact]
    public void A_family_can_be_forced() => Built.ReadAs("antminer", Built.WhatsMiner).Family.ShouldBe("antminer");

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("Socket connect failed: Connection refused\n")]
    [InlineData("[1,2,3]")]
    public void What_no_family_knows_is_not_recognised(string text) => Built.Read(text).Family.ShouldBeNull();
}
