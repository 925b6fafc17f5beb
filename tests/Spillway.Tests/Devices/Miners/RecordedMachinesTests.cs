using System.Globalization;
using System.Text;
using Shouldly;
using Spillway.Devices.Miners;
using Xunit;

namespace Spillway.Tests.Devices.Miners;

public sealed class RecordedMachinesTests
{
    [Fact]
    public void Every_recorded_machine_is_recognised_and_reads_to_the_approved_figures()
    {
        var table = new StringBuilder("folder | family | model | mode | TH/s | W | grade | °C | fans | up, s | pools | faults\n");
        foreach (var machine in Machines())
        {
            var reading = MinerDecoder.Decode(machine.Answers(), null);
            reading.Family.ShouldNotBeNull(machine.Place);
            table.AppendJoin(" | ", Cells(machine, reading)).Append('\n');
        }

        Approval.Matches("tests/Spillway.Tests/Devices/Miners/recorded.approved.txt", table.ToString());
    }

    [Fact]
    public void The_names_of_files_say_nothing()
    {
        foreach (var machine in Machines())
        {
            var named = MinerDecoder.Decode(machine.Answers(), null);
            var nameless = MinerDecoder.Decode(machine.Answers().Select(answer => ("", answer.Bytes)), null);

            nameless.Family.ShouldBe(named.Family, machine.Place);
            nameless.Hashrate.ShouldBe(named.Hashrate, machine.Place);
        }
    }

    [Fact]
    public void A_recorded_answer_cut_anywhere_is_read_as_far_as_it_goes()
    {
        const int Cuts = 25;
        foreach (var (name, bytes) in Machines().SelectMany(machine => machine.Answers()))
        {
            for (var cut = 1; cut <= Cuts; cut++)
            {
                Should.NotThrow(() => MinerDecoder.Decode([(name, bytes[..(bytes.Length * cut / Cuts)])], null), $"{name} at {cut} of {Cuts}");
            }
        }
    }

    private static IReadOnlyList<RecordedMachine> Machines()
    {
        var root = RealFiles.Find("miner_responses");
        return RecordedMachine.Find(Directory.GetDirectories(root).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Cells(RecordedMachine machine, MinerReading reading) =>
    [
        Path.GetFileName(machine.Place),
        reading.Family ?? "-",
        reading.Model ?? "-",
        reading.Mode.ToString(),
        Text(reading.Hashrate?.Value),
        Text(reading.Power?.Value),
        reading.PowerGrade.ToString(),
        Text(reading.HottestCelsius),
        reading.FanRpm is { } fans ? string.Join(' ', fans) : "-",
        Text(reading.UptimeSeconds),
        Text(reading.Pools?.Length),
        Text(reading.Faults?.Length),
    ];

    private static string Text(decimal? value) => value?.ToString("0.#########", CultureInfo.InvariantCulture) ?? "-";
}
