using System.Collections.Concurrent;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Breakers;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Modbus;
using Spillway.Simulation.Emulators.Modbus;
using Spillway.Tests.Devices.Compliance;
using Xunit;

namespace Spillway.Tests.Devices.Breakers;

public sealed class ModbusBreakerTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string> Manners => new(ModbusHostility.Manners.Keys);

    [Fact]
    public async Task A_latched_open_is_one_write_and_looks_after_it()
    {
        var bank = new Panel();
        await using var at = new Bench(bank, Brief("latched-contactor"));

        (await at.Breaker.TellAsync(BreakerAction.Open, _cancellation)).Value!.Position.ShouldBe(BreakerPosition.Open);

        bank.Requests.First().ShouldBe("WriteCoil 0 off");
        bank.Requests.Count(request => request.StartsWith("Write", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_pulse_is_ended_and_its_coil_not_held_whatever_happens()
    {
        var bank = new Panel { Follows = false, Selector = 4 };
        await using var at = new Bench(bank, Brief("pulsed-breaker") with { Open = new(BreakerWriteKind.Coil, 0, 0, 1, 20) });

        (await at.Breaker.TellAsync(BreakerAction.Open, _cancellation)).Fault!.Kind.ShouldBe(DeviceFaultKind.Late);
        using var gone = new CancellationTokenSource();
        bank.Written = () => gone.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(at.Breaker.TellAsync(BreakerAction.Open, gone.Token).AsTask());

        var writes = bank.Requests.Where(request => request.StartsWith("Write", StringComparison.Ordinal)).ToList();
        writes.ShouldBe(["WriteCoil 0 on", "WriteCoil 0 off", "WriteCoil 0 on", "WriteCoil 0 off", "WriteCoil 0 on", "WriteCoil 0 off"]);
    }

    [Fact]
    public async Task An_open_is_repeated_once_and_a_close_never()
    {
        var bank = new Panel { Follows = false };
        await using var at = new Bench(bank, Brief("latched-contactor"));

        await at.Breaker.TellAsync(BreakerAction.Open, _cancellation);
        bank.Requests.Count(request => request == "WriteCoil 0 off").ShouldBe(2);

        bank.IsClosed = false;
        var answer = await at.Breaker.TellAsync(BreakerAction.Close, _cancellation);
        bank.Requests.Count(request => request == "WriteCoil 0 on").ShouldBe(1);
        answer.Fault!.Detail.ShouldContain("its contacts say Open");
    }

    [Fact]
    public async Task Nothing_is_written_that_an_interlock_a_trip_or_broken_contacts_forbid()
    {
        var bank = new Panel { IsClosed = false };
        await using var at = new Bench(bank, Brief("latched-contactor"));
        foreach (var (bit, words) in new[] { (2, "interlock"), (4, "tripped") })
        {
            bank.Also = bit;
            (await at.Breaker.TellAsync(BreakerAction.Close, _cancellation)).Fault!.Detail.ShouldContain(words);
        }

        bank.Also = 0;
        (await at.Breaker.TellAsync(BreakerAction.Close, _cancellation)).Fault!.Detail.ShouldContain("contradict");

        bank.Requests.ShouldAllBe(request => request.StartsWith("Read", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task A_hostile_module_is_a_fault_in_bounded_time_and_the_next_exchange_works(string manner)
    {
        var bank = new Panel();
        await using var at = new Bench(bank, Brief("latched-contactor"), TimeSpan.FromMilliseconds(150));
        at.Server.Behave(connection => ModbusHostility.ServeAsync(connection, ModbusHostility.Manners[manner]));

        var answer = await at.Breaker.TellAsync(BreakerAction.Open, _cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), _cancellation);

        answer.Fault!.Kind.ShouldBeOneOf(DeviceFaultKind.Malformed, DeviceFaultKind.Late);
        at.Server.Behave(connection => ModbusServing.ServeAsync(connection, bank, () => true, connection.Cancellation));
        (await Until.AnsweredAsync(() => at.Breaker.TellAsync(BreakerAction.Open, _cancellation))).Position.ShouldBe(BreakerPosition.Open);
    }

    [Fact]
    public void A_command_block_is_the_one_of_the_manual()
    {
        var frame = new byte[ModbusHeader.FrameBytesAtMost];
        var length = ModbusRequest.WriteRegisters(SchneiderBlock.CommandAddress, SchneiderBlock.Command(SchneiderBlock.Open, [])).Write(frame, 0x30, 1);

        Convert.ToHexString(frame, 0, length).ShouldBe("00300000002F01101F3F0014280388000A120100010000" + "0000" + new string('0', 56));
    }

    private static BreakerWiring Brief(string name) =>
        BreakerWirings.BuiltIn.Find(name) with { Feedback = TimeSpan.FromMilliseconds(60), Look = TimeSpan.FromMilliseconds(5) };

    private sealed class Bench : IAsyncDisposable
    {
        public Bench(IModbusBank bank, BreakerWiring wiring, TimeSpan? patience = null)
        {
            Server = new(connection => ModbusServing.ServeAsync(connection, bank, () => true, connection.Cancellation));
            Breaker = new(new ModbusClient(Server.Endpoint, new() { AnswerTimeout = patience ?? TimeSpan.FromSeconds(5), MissedAtMost = 1 }, TimeProvider.System), 1, wiring, null, TimeProvider.System);
        }

        public LoopbackServer Server { get; }

        public ModbusBreaker Breaker { get; }

        public async ValueTask DisposeAsync()
        {
            await Breaker.DisposeAsync();
            await Server.DisposeAsync();
        }
    }

    /// <summary>A panel of inputs 0 to 5 wired as closed, opened and one more; it writes down what it is asked.</summary>
    private sealed class Panel : IModbusBank
    {
        public ConcurrentQueue<string> Requests { get; } = [];

        public bool IsClosed { get; set; } = true;

        public bool Follows { get; init; } = true;

        /// <summary>The input of the selector, which stands on remote.</summary>
        public int Selector { get; init; } = 3;

        public int? Also { get; set; }

        public Action Written { get; set; } = () => { };

        public ModbusAnswer Answer(byte unit, ModbusRequest request)
        {
            Requests.Enqueue($"{request.Function} {request.Address}{(request.IsWrite ? (request.Bit(0) ? " on" : " off") : "")}");
            if (request.IsWrite)
            {
                IsClosed = Follows ? request.Bit(0) : IsClosed;
                Written();
                return default;
            }

            var inputs = (IsClosed ? 1 : 2) | (1 << Selector) | (Also is { } bit ? 1 << bit : 0);
            return new(ModbusExceptionCode.None, new[] { (byte)(inputs & ((1 << request.Quantity) - 1)) });
        }
    }
}
